SWIFT ?= swift
PREFIX ?= /usr/local
SOURCES := Package.swift Sources Tests Plugins
PERFKIT := .build/release/perfkit
# Tests of whole programs: not in one process with those that end what a command leaves behind.
WHOLE := ^(EndToEndTests|DocumentationTests)\.

.PHONY: smoke test bench format lint fuzz sanitize docs install clean packages release-build

smoke: release-build
	$(PERFKIT) smoke

test: packages
	@scripts/install-packages gnuplot-nox valgrind
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test --skip-build --disable-xctest --skip '$(WHOLE)'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(WHOLE)'

bench: release-build
	@scripts/install-packages hyperfine wrk
	$(PERFKIT) bench --suite bench
	$(PERFKIT) run --runs 100 --warmup 5 \
	  --command '$(PERFKIT) --version' --command '$(PERFKIT) --help' \
	  --command 'hyperfine --version'
	$(PERFKIT) run --runs 10 --warmup 1 \
	  --command '$(PERFKIT) run --runs 500 --no-lock -- true' \
	  --command 'hyperfine -N --runs 500 true'
	scripts/bench-run $(PERFKIT)
	$(SWIFT) build --configuration release --product refengine
	scripts/bench-engine .build/release/refengine
	scripts/bench-recovery .build/release/refengine
	scripts/bench-load $(PERFKIT)
	scripts/bench-plan $(PERFKIT)

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

lint:
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

fuzz: packages
	SWIFT_BACKTRACE=enable=no scripts/fuzz

sanitize:
	scripts/sanitize thread
	scripts/sanitize address

docs: release-build
	$(SWIFT) test --disable-xctest --filter DocumentationTests

install: release-build
	install -D -m 755 $(PERFKIT) $(DESTDIR)$(PREFIX)/bin/perfkit
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	$(PERFKIT) completions bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/perfkit

clean:
	rm -rf .build .perfkit Tests/Fuzz/.build

packages:
	@scripts/install-packages

release-build: packages
	$(SWIFT) build --configuration release --product perfkit
