"""The program's name and version, as every export carries them. The changelog's newest entry is this version."""

PROGRAM = "plan-graph"
VERSION = "0.1.0"
