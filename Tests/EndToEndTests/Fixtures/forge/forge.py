#!/usr/bin/env python3
"""A forge for tests: GitHub, GitLab or Forgejo as far as releases need them, on loopback.

usage: forge.py KIND FOLDER [--tag NAME=OBJECT:COMMIT] [--git REPOSITORY] [--token TOKEN]

KIND is github, gitlab or forgejo. The server takes any free port and writes it to FOLDER/port; what
it holds is in FOLDER/state.json, what it was asked in FOLDER/requests.log, one request a line.
FOLDER/faults.json, read for every request, is a list of what goes wrong, each entry as often as
`times` says (1):

  {"match": REGEX of "METHOD PATH", "after": requests to let through, "do": WHAT, "times": N, ...}

  status    answers "status" with "headers" and "body", and does nothing
  lose      does what was asked, then closes the connection without an answer
  stall     does what was asked, writes FOLDER/stalled, and never answers
  starter   keeps an empty asset in state `starter` and answers 502
  corrupt   keeps other bytes than were sent
  spoil     gives other bytes of a file than it keeps
  echo      answers 400 with a message that repeats the token

FOLDER/options.json may say "digest": false (no digests in answers), "page": N (elements a page),
"foreign": ADDRESS (upload and download addresses there), "immutable": true. Where there is a
FOLDER/forget, the next request finds a forge without releases, and the file is gone.
"""

import argparse
import hashlib
import http.server
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.parse


class Store:
    """What the forge holds, kept in a file so that tests can look at it."""

    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.RLock()
        self.releases = []
        self.packages = []
        self.tags = {}
        self.last = 0
        self.used = {}

    def number(self):
        self.last += 1
        return self.last

    def read(self, name, otherwise):
        try:
            with open(os.path.join(self.folder, name)) as file:
                return json.load(file)
        except FileNotFoundError:
            return otherwise

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path + ".new", "w") as file:
            file.write(text)
        os.rename(path + ".new", path)

    def save(self):
        def plain(holder):
            files = [{k: v for k, v in f.items() if k != "bytes"} for f in holder["assets"]]
            return {**holder, "assets": files}

        state = {
            "releases": [plain(r) for r in self.releases],
            "packages": [plain(p) for p in self.packages],
            "tags": self.tags,
        }
        self.write("state.json", json.dumps(state, indent=1))

    def forget(self):
        path = os.path.join(self.folder, "forget")
        if os.path.exists(path):
            os.remove(path)
            self.releases, self.packages, self.used = [], [], {}

    def fault(self, request):
        for index, fault in enumerate(self.read("faults.json", [])):
            if not re.search(fault.get("match", ""), request):
                continue
            seen = self.used.get(index, 0)
            self.used[index] = seen + 1
            after = fault.get("after", 0)
            if after <= seen < after + fault.get("times", 1):
                return fault
        return {}


class Failure(Exception):
    def __init__(self, status, message, errors=None):
        self.status = status
        self.body = {"message": message}
        if errors:
            self.body["errors"] = errors


def github_name(name):
    """What GitHub makes of a file's name."""
    return re.sub(r"[^A-Za-z0-9._+-]+", ".", name).strip(".")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    kind = token = git = store = address = None

    def log_message(self, *_):
        pass

    def answer(self, status, value=None, headers=None, data=None):
        body = data if data is not None else b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        size = int(self.headers.get("Content-Length") or 0)
        self.content = self.rfile.read(size)
        url = urllib.parse.urlsplit(self.path)
        self.route = url.path
        self.query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        request = f"{self.command} {self.path}"
        store = self.store
        with store.lock:
            with open(os.path.join(store.folder, "requests.log"), "a") as log:
                token = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN")
                log.write(f"{request} [{token or '-'}]\n")
            store.forget()
            self.fault = store.fault(request)
            what = self.fault.get("do")
            if what == "status":
                body = self.fault.get("body", {"message": "fault"})
                return self.answer(self.fault["status"], body, self.fault.get("headers"))
            if what == "echo":
                return self.answer(400, {"message": f"bad credentials {self.token}\x1b[31m"})
            self.options = store.read("options.json", {})
            try:
                status, value, *headers = self.dispatch()
            except Failure as failure:
                status, value, headers = failure.status, failure.body, []
            store.save()
        if what == "lose":
            self.close_connection = True
            return None
        if what == "stall":
            store.write("stalled", request)
            time.sleep(600)
        if isinstance(value, bytes):
            value = value[::-1] if what == "spoil" else value
            return self.answer(status, headers=headers[0] if headers else None, data=value)
        return self.answer(status, value, headers[0] if headers else None)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any

    # What every forge does.

    def authorized(self):
        given = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""
        form = {"github": "Bearer ", "gitlab": "", "forgejo": "token "}[self.kind]
        return given == form + self.token

    def dispatch(self):
        if self.route.startswith("/storage/"):
            if self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN"):
                raise Failure(400, "only one way to authenticate is allowed")
            return 200, self.find(self.route.split("/")[-1])["bytes"]
        if not self.authorized():
            raise Failure(401, "Bad credentials")
        return getattr(self, self.kind)()

    def json(self):
        try:
            return json.loads(self.content)
        except ValueError:
            raise Failure(400, "Problems parsing JSON") from None

    def find(self, number, draft=None):
        holders = self.store.releases + self.store.packages if draft is None else [draft]
        for holder in holders:
            for asset in holder["assets"]:
                if asset["id"] == int(number):
                    return asset
        raise Failure(404, "Not Found")

    def holder(self, number, among=None):
        for holder in self.store.releases if among is None else among:
            if holder["id"] == int(number):
                return holder
        raise Failure(404, "Not Found")

    def page(self, elements):
        size = self.options.get("page") or int(
            self.query.get("per_page") or self.query.get("limit") or 30
        )
        page = int(self.query.get("page", 1))
        headers = {}
        if page * size < len(elements):
            query = urllib.parse.urlencode({**self.query, "page": page + 1})
            last = urllib.parse.urlencode({**self.query, "page": -(-len(elements) // size)})
            headers["Link"] = (
                f'<{self.address}{self.route}?{query}>; rel="next", '
                f'<{self.address}{self.route}?{last}>; rel="last"'
            )
        return 200, elements[(page - 1) * size : page * size], headers

    def tag(self, name):
        if self.git:
            def rev(text):
                run = subprocess.run(
                    ["git", "-C", self.git, "rev-parse", "-q", "--verify", text],
                    capture_output=True, text=True,
                )
                return run.stdout.strip()

            found = rev(f"refs/tags/{name}")
            return (found, rev(f"refs/tags/{name}^{{commit}}")) if found else None
        return self.store.tags.get(name)

    def keep(self, holder, name, content, kind):
        if self.fault.get("do") == "corrupt":
            content = bytes([content[0] ^ 1]) + content[1:]
        if self.fault.get("do") == "starter":
            content = b""
        asset = {
            "id": self.store.number(), "name": name, "size": len(content), "content_type": kind,
            "sha256": hashlib.sha256(content).hexdigest(), "bytes": content,
            "state": "starter" if self.fault.get("do") == "starter" else "uploaded",
        }
        holder["assets"].append(asset)
        if self.fault.get("do") == "starter":
            raise Failure(502, "Bad Gateway")
        return asset

    def create(self):
        body = self.json()
        if not body.get("tag_name"):
            raise Failure(422, "Validation Failed", [{"code": "missing_field"}])
        if len(body.get("body", "").encode()) > 125000:
            raise Failure(422, "body is too long (maximum is 125000 characters)")
        published = [r for r in self.store.releases if not r["draft"]]
        if any(r["tag_name"] == body["tag_name"] for r in published):
            raise Failure(422, "Validation Failed", [{"code": "already_exists"}])
        release = {
            "id": self.store.number(), "tag_name": body["tag_name"],
            "target_commitish": body.get("target_commitish", "main"),
            "name": body.get("name", ""), "body": body.get("body", ""),
            "draft": body.get("draft", False), "prerelease": body.get("prerelease", False),
            "assets": [],
        }
        self.store.releases.insert(0, release)
        if not release["draft"]:
            self.publish(release)
        return release

    def change(self, release):
        body = self.json()
        if release.get("immutable"):
            raise Failure(422, "Cannot update immutable release")
        was_draft = release["draft"]
        for key in ("body", "name", "draft", "prerelease"):
            if key in body:
                release[key] = body[key]
        if was_draft and not release["draft"]:
            self.publish(release)

    def publish(self, release):
        """Publishing makes a lightweight tag where there is none."""
        if not self.tag(release["tag_name"]):
            commit = release["target_commitish"]
            self.store.tags[release["tag_name"]] = (commit, commit)
        if self.options.get("immutable"):
            release["immutable"] = True

    # GitHub

    def github_asset(self, asset):
        digest = self.options.get("digest", True) and asset["state"] == "uploaded"
        return {
            "url": f"{self.address}/repos/{self.repository}/releases/assets/{asset['id']}",
            "id": asset["id"], "name": asset["name"], "size": asset["size"],
            "state": asset["state"], "content_type": asset["content_type"],
            "digest": f"sha256:{asset['sha256']}" if digest else None,
        }

    def github_release(self, release):
        place = "untagged-1a2b" if release["draft"] else release["tag_name"]
        base = self.options.get("foreign", self.address)
        path = f"/repos/{self.repository}/releases/{release['id']}/assets"
        return {
            **{k: v for k, v in release.items()},
            "html_url": f"https://forge.example/{self.repository}/releases/tag/{place}",
            "upload_url": f"{base}{path}{{?name,label}}",
            "immutable": release.get("immutable", False),
            "assets": [self.github_asset(a) for a in release["assets"]],
        }

    def github(self):
        found = re.fullmatch(r"/repos/([^/]+/[^/]+)/(.*)", self.route)
        if not found:
            raise Failure(404, "Not Found")
        self.repository, path = found[1], found[2]
        method = self.command
        if path == "releases" and method == "GET":
            return self.page([self.github_release(r) for r in self.store.releases])
        if path == "releases" and method == "POST":
            return 201, self.github_release(self.create())
        if part := re.fullmatch(r"git/ref/tags/(.+)", path):
            tag = self.tag(urllib.parse.unquote(part[1]))
            if not tag:
                raise Failure(404, "Not Found")
            kind = "commit" if tag[0] == tag[1] else "tag"
            return 200, {"ref": "refs/tags/" + part[1], "object": {"type": kind, "sha": tag[0]}}
        if part := re.fullmatch(r"git/tags/([0-9a-f]+)", path):
            for name in self.store.tags if not self.git else self.git_tags():
                tag = self.tag(name)
                if tag and tag[0] == part[1] != tag[1]:
                    return 200, {"sha": tag[0], "object": {"type": "commit", "sha": tag[1]}}
            raise Failure(404, "Not Found")
        if part := re.fullmatch(r"releases/tags/(.+)", path):
            for release in self.store.releases:
                if release["tag_name"] == urllib.parse.unquote(part[1]) and not release["draft"]:
                    return 200, self.github_release(release)
            raise Failure(404, "Not Found")
        if part := re.fullmatch(r"releases/assets/(\d+)", path):
            asset = self.find(part[1])
            if method == "GET":
                if "octet-stream" not in self.headers.get("Accept", ""):
                    return 200, self.github_asset(asset)
                base = self.options.get("foreign", self.address)
                return 302, None, {"Location": f"{base}/storage/{asset['id']}"}
            return self.remove(asset)
        if part := re.fullmatch(r"releases/(\d+)", path):
            release = self.holder(part[1])
            if method == "PATCH":
                self.change(release)
            return 200, self.github_release(release)
        if part := re.fullmatch(r"releases/(\d+)/assets", path):
            release = self.holder(part[1])
            if method == "GET":
                return self.page([self.github_asset(a) for a in release["assets"]])
            name = github_name(self.query["name"])
            if any(a["name"] == name for a in release["assets"]):
                raise Failure(422, "Validation Failed", [{"code": "already_exists"}])
            if release.get("immutable"):
                raise Failure(422, "Cannot upload assets to an immutable release.")
            if not self.content:
                raise Failure(422, "size can't be 0")
            asset = self.keep(release, name, self.content, self.headers.get("Content-Type"))
            return 201, self.github_asset(asset)
        raise Failure(404, "Not Found")

    def git_tags(self):
        run = subprocess.run(["git", "-C", self.git, "tag"], capture_output=True, text=True)
        return run.stdout.split()

    def remove(self, asset):
        for holder in self.store.releases + self.store.packages:
            holder["assets"] = [a for a in holder["assets"] if a is not asset]
        return 204, None

    # Forgejo

    def forgejo_release(self, release):
        base = self.options.get("foreign", self.address)
        return {
            **release,
            "html_url": f"https://forge.example/{self.repository}/releases/{release['id']}",
            "assets": [
                {
                    "id": a["id"], "name": a["name"], "size": a["size"],
                    "browser_download_url": f"{base}/download/{a['id']}",
                }
                for a in release["assets"]
            ],
        }

    def forgejo(self):
        if part := re.fullmatch(r"/download/(\d+)", self.route):
            return 200, self.find(part[1])["bytes"]
        found = re.fullmatch(r"/api/v1/repos/([^/]+/[^/]+)/(.*)", self.route)
        if not found:
            raise Failure(404, "Not Found")
        self.repository, path = found[1], found[2]
        method = self.command
        if path == "releases" and method == "GET":
            return self.page([self.forgejo_release(r) for r in self.store.releases])
        if path == "releases" and method == "POST":
            return 201, self.forgejo_release(self.create())
        if part := re.fullmatch(r"tags/(.+)", path):
            tag = self.tag(urllib.parse.unquote(part[1]))
            if not tag:
                raise Failure(404, "Not Found")
            return 200, {"name": part[1], "id": tag[0], "commit": {"sha": tag[1]}}
        if part := re.fullmatch(r"releases/(\d+)", path):
            release = self.holder(part[1])
            if method == "PATCH":
                self.change(release)
            return 200, self.forgejo_release(release)
        if part := re.fullmatch(r"releases/(\d+)/assets", path):
            release = self.holder(part[1])
            if method == "GET":
                return 200, self.forgejo_release(release)["assets"]
            name, content, kind = self.form()
            asset = self.keep(release, self.query.get("name") or name, content, kind)
            return 201, {"id": asset["id"], "name": asset["name"], "size": asset["size"]}
        if part := re.fullmatch(r"releases/(\d+)/assets/(\d+)", path):
            return self.remove(self.find(part[2], self.holder(part[1])))
        raise Failure(404, "Not Found")

    def form(self):
        """The part `attachment` of a form; same-named assets may coexist."""
        found = re.match(r"multipart/form-data; boundary=(\S+)", self.headers["Content-Type"])
        if not found:
            raise Failure(415, "Unsupported Media Type")
        mark = found[1].encode()
        if not self.content.endswith(b"\r\n--" + mark + b"--\r\n"):
            raise Failure(400, "multipart: NextPart: EOF")
        part = self.content[len(mark) + 4 : -len(mark) - 8]
        head, content = part.split(b"\r\n\r\n", 1)
        field = re.search(rb'name="attachment"; filename="([^"]*)"', head)
        if not field:
            raise Failure(400, "no attachment")
        return field[1].decode(), content, head.decode().split("Content-Type: ")[1]

    # GitLab

    def gitlab(self):
        found = re.fullmatch(r"/api/v4/projects/([^/]+)/(.*)", self.route)
        if not found:
            raise Failure(404, "404 Project Not Found")
        path = found[2]
        method = self.command
        packages = self.store.packages
        if part := re.fullmatch(r"repository/tags/([^/]+)", path):
            tag = self.tag(urllib.parse.unquote(part[1]))
            if not tag:
                raise Failure(404, "404 Tag Not Found")
            return 200, {"name": part[1], "target": tag[0], "commit": {"id": tag[1]}}
        if part := re.fullmatch(r"releases/([^/]+)", path):
            for release in self.store.releases:
                if release["tag_name"] == urllib.parse.unquote(part[1]):
                    return 200, self.gitlab_release(release)
            raise Failure(404, "404 Not Found")
        if path == "releases" and method == "POST":
            body = self.json()
            if any(r["tag_name"] == body["tag_name"] for r in self.store.releases):
                raise Failure(409, "Release already exists")
            links = body["assets"]["links"]
            if len({x["name"] for x in links}) < len(links):
                raise Failure(422, "links have duplicate names")
            release = {
                "id": self.store.number(), "tag_name": body["tag_name"], "name": body["name"],
                "body": body["description"], "draft": False, "links": links,
                "target_commitish": body.get("ref", "main"), "assets": [],
            }
            self.publish(release)
            self.store.releases.append(release)
            return 201, self.gitlab_release(release)
        if path == "packages" and method == "GET":
            # The filter by name is a search, not equality.
            name = self.query.get("package_name", "")
            return self.page(
                [{k: p[k] for k in ("id", "name", "version")} for p in packages if name in p["name"]]
            )
        if part := re.fullmatch(r"packages/generic/([^/]+)/([^/]+)/([^/]+)", path):
            name, version, file = map(urllib.parse.unquote, part.groups())
            held = [p for p in packages if (p["name"], p["version"]) == (name, version)]
            if method == "GET":
                named = [a for p in held for a in p["assets"] if a["name"] == file]
                if not named:
                    raise Failure(404, "404 Not found")
                return 200, named[-1]["bytes"]
            if not held:
                held = [
                    {"id": self.store.number(), "name": name, "version": version, "assets": []}
                ]
                packages.append(held[0])
            self.keep(held[0], file, self.content, self.headers.get("Content-Type"))
            return 201, {"message": "201 Created"}
        if part := re.fullmatch(r"packages/(\d+)/package_files", path):
            files = self.holder(part[1], packages)["assets"]
            return self.page(
                [
                    {
                        "id": a["id"], "file_name": a["name"], "size": a["size"],
                        "file_sha256": a["sha256"] if self.options.get("digest", True) else None,
                    }
                    for a in files
                ]
            )
        if part := re.fullmatch(r"packages/(\d+)/package_files/(\d+)", path):
            return self.remove(self.find(part[2], self.holder(part[1], packages)))
        raise Failure(404, "404 Not Found")

    def gitlab_release(self, release):
        page = f"https://forge.example/-/releases/{release['tag_name']}"
        return {
            "tag_name": release["tag_name"], "name": release["name"],
            "description": release["body"], "_links": {"self": page},
            "assets": {"links": release["links"]},
        }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["github", "gitlab", "forgejo"])
    parser.add_argument("folder")
    parser.add_argument("--tag", action="append", default=[])
    parser.add_argument("--git")
    parser.add_argument("--token", default="")
    given = parser.parse_args()
    store = Store(given.folder)
    for text in given.tag:
        name, ids = text.split("=")
        store.tags[name] = tuple(ids.split(":"))
    held = store.read("start.json", {})
    store.releases = held.get("releases", [])
    store.packages = held.get("packages", [])
    for holder in store.releases + store.packages:
        holder["id"] = store.number()
        for asset in holder["assets"]:
            content = asset.pop("text", "").encode()
            asset.update(
                id=store.number(), bytes=content, size=len(content), content_type="text/plain",
                sha256=hashlib.sha256(content).hexdigest(), state=asset.get("state", "uploaded"),
            )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.kind, Handler.token, Handler.git, Handler.store = (
        given.kind, given.token, given.git, store,
    )
    Handler.address = f"http://127.0.0.1:{server.server_port}"
    store.save()
    store.write("port", str(server.server_port))
    threading.Timer(900, lambda: os._exit(1)).start()
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
