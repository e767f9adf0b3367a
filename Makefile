# SPDX-License-Identifier: Apache-2.0
# One entry point each. A target calls a script or swift; what it does is written there.
PREFIX ?= /usr/local
RUNS ?= 4000
.DEFAULT_GOAL := help
.PHONY: help demo install test unit sim engine e2e kills trials lint fmt docs peers bench fuzz ci

help:     ## this list
	@sed -n 's/^\([a-z0-9]*\): *## /  make \1\t/p' Makefile | expand -t 16

demo:     ## see a good version go out and a bad one come back (builds first)
	@Scripts/demo

install:  ## put a stripped, static binary into $(PREFIX)/bin: make install PREFIX=~/.local
	@Scripts/install "$(PREFIX)"

test:     ## unit, sim, engine and e2e, within 15 minutes
	@Scripts/test unit sim engine e2e

unit:     ## the pure rooms, tidy and snapshots (seconds)
	@Scripts/test unit

sim:      ## rollouts in virtual time, with faults and kills
	@Scripts/test sim

engine:   ## processes, the engine, and the clients that people use
	@Scripts/test engine

e2e:      ## the real binary: bad input, signals, kills, the demo
	@Scripts/test e2e

kills:    ## kill -9 of drivers and engines under load, 65 times: KILLS="--seed 7"
	@Scripts/kills $(KILLS)

trials:   ## the judge's promises, measured: make trials RUNS=20000
	@Scripts/trials "$(RUNS)"

lint:     ## format and tidy, without changing a file
	@Scripts/lint

fmt:      ## format the Swift sources in place
	@swift format --in-place --parallel --recursive Package.swift Sources Tests

docs:     ## run every command that README and the guides show
	@Scripts/docs

peers:    ## the boto3 scripts against the engine and against moto, in two columns
	@Scripts/setup tests && SLUICE_BINARY=.build/debug/sluice python3 Tests/compare.py

bench:    ## figures: start-up, invoke latency, calls a second, seconds to roll back
	@Scripts/bench

fuzz:     ## libFuzzer on all that reads strangers' bytes: make fuzz SECONDS=600
	@Scripts/fuzz $(or $(SECONDS),600)

ci:       ## all of it, with timings, as CI does
	@bash .ci/run
