#!/bin/sh
echo ready
while read -r number request; do echo "$number ok"; done
