# make run    the program; without a display its main story, played and photographed
# make test   every test, the stories in the real window included
# make check  style, lints, licences, generated types
# make soak   10,000 simulated days and 100,000 disks after a power cut, or HOURS=n of both, and a store that fails at
#             every write of a case (tests/README.md)
# make fuzz   MINUTES=10 of cargo-fuzz for each target (tests/README.md); it is not installed by this
# make bench  figures beside peers, in one run (docs/bench.md); BENCH_PROFILE=dev measures the build that is there
# make package  .deb and .rpm of the workstation and of the office, checked (installer/README.md)
# make test-release  what is shipped: the packages, three stories by the programs in them, a hundred simulated days, updates
# make fleet  3,000 windows after an outage, 100 seeds; writes its table and picture into tests/
# Each target first installs what this machine lacks (`make setup`).

export CARGO_TARGET_DIR := $(abspath $(or $(CARGO_TARGET_DIR),target))
PROGRAMS := $(CARGO_TARGET_DIR)/debug
FRONTEND := frontend/dist/index.html
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/*.* -type f 2>/dev/null)

# One feature set and one profile for everything, so that nothing is compiled twice.
BUILD := --workspace --all-targets $(if $(CI),--locked)
# What runs, and no test. The example is built along for its side effect: cargo then gives the libraries the features that
# tests ask of them too. Without it 114 units, serde_json and all above it, would be compiled once to run and once to test.
RUN := --workspace $(foreach program,counter-desktop device-host document-worker counter,--bin $(program)) --example bare \
	$(if $(DISPLAY)$(WAYLAND_DISPLAY),,--bin demo) $(if $(CI),--locked)

.PHONY: run test check soak fuzz fleet bench package test-release setup tools peers build types

run: setup $(FRONTEND)
	cargo build $(RUN)
	scripts/run.sh $(PROGRAMS)

# Most tests of the parts wait for clocks, lines and other processes: twice as many at once as there are cores. Those of the
# whole measure, or have a window to themselves.
WHOLE := $(sort $(notdir $(basename $(wildcard tests/*/tests/*))))
test: build peers
	cd frontend && npm test
	RUST_TEST_THREADS=$$((2 * $$(nproc))) cargo test $(filter-out --all-targets,$(BUILD)) --lib --bins --test it
	cargo test $(filter-out --all-targets,$(BUILD)) $(foreach test,$(WHOLE),--test $(test))

# FIRST= the seed to begin with: days and disks that nobody has seen yet.
FIRST ?= 1
soak: build
	SIM_FIRST=$(FIRST) $(if $(HOURS),SIM_SECONDS=$$(($(HOURS) * 1800)),SIM_DAYS=10000) \
		cargo test --workspace --test simulation -- simulated_days --nocapture
	CRASH_FIRST=$(FIRST) $(if $(HOURS),CRASH_SECONDS=$$(($(HOURS) * 1800)),CRASH_STATES=100000) \
		cargo test --workspace --test crash -- every_disk --nocapture
	STORE_FAULTS=all cargo test --workspace --test it -- failing_store

MINUTES ?= 10
fuzz: setup
	scripts/fuzz.sh $(MINUTES)

check: build tools
	cargo fmt --all --check
	cargo clippy $(BUILD) -- -D warnings
	$(CARGO_TARGET_DIR)/tools/bin/cargo-deny --log-level error check --hide-inclusion-graph licenses bans sources
	cd frontend && npm run format:check && npm run lint && npm run typecheck
	cargo test --workspace --test it --quiet -- contract_types

# What users get is measured: the release build. Chromium shows the look-only build of the same pages.
BENCH_PROFILE ?= release
bench: setup $(FRONTEND)
	scripts/setup.sh bench
	cd frontend && npm run build:fake
	cargo build --workspace --bins --examples --profile $(BENCH_PROFILE)
	$(CARGO_TARGET_DIR)/$(if $(filter dev,$(BENCH_PROFILE)),debug,$(BENCH_PROFILE))/bench

SEEDS ?= 100
fleet: setup
	cargo run --release --package fleet -- $(SEEDS) --write

# The same feature set as what is tested and measured: nothing is built twice, and what is packed is what was played.
package: setup $(FRONTEND)
	scripts/setup.sh package
	scripts/tools.sh package
	cargo build --release --locked --workspace --bins --examples
	installer/package.py

# The stories' own code is that of the tests; the programs that they play are those of the package. FORMER= the version that is
# upgraded from (0.3.0 was the first package); otherwise the newest release before this commit.
FORMER ?=
BEGAN := $(shell date +%s)
UNPACKED := $(CARGO_TARGET_DIR)/package/unpacked
STORIES := a_case_is_accepted_and_the_office_gives_its_number a_case_is_accepted_through_an_agent \
	one_correction_notice_names_what_is_missing
test-release: package build
	installer/package.py test
	installer/repository.py test
	rm -rf $(UNPACKED)
	dpkg-deb --extract $(CARGO_TARGET_DIR)/package/counter-workstation_*.deb $(UNPACKED)
	installer/walls.py $(UNPACKED)/usr/lib/counter-workstation
	installer/office_walls.py $(UNPACKED)/usr/lib/counter-workstation
	TESTED_PROGRAMS=$(UNPACKED)/usr/lib/counter-workstation cargo test --workspace --test stories -- $(STORIES)
	SIM_DAYS=100 cargo test --release --workspace --test simulation -- simulated_days
	@if [ "$$(id -u)" = 0 ]; then \
		installer/try-root.sh $(CARGO_TARGET_DIR)/package/counter-workstation_*.deb $(CARGO_TARGET_DIR)/release/demo && \
		installer/try-office.sh $(CARGO_TARGET_DIR)/package/counter-office_*.deb && \
		installer/try-rpm.sh $(CARGO_TARGET_DIR)/package/counter-workstation-*.rpm $(CARGO_TARGET_DIR)/package/counter-workstation_*.deb && \
		installer/try-upgrade.sh "$$(installer/former-package.sh $(FORMER))" $(CARGO_TARGET_DIR)/package/counter-workstation_*.deb && \
		installer/try-updates.sh $(CARGO_TARGET_DIR)/package/counter-workstation_*.deb; \
	else echo "The package is tried in a clean Debian root by root alone: installer/try-*.sh."; fi
	@echo "the release is tested in $$((($$(date +%s) - $(BEGAN)) / 60)) min"

# Writes frontend/src/ipc/contract.ts from the Rust contract; `check` only compares.
types:
	UPDATE_TYPES=1 cargo test --workspace --test it --quiet -- contract_types

build: setup $(FRONTEND)
	cargo build $(BUILD)

setup:
	scripts/setup.sh

tools: setup
	scripts/tools.sh

peers: setup
	scripts/peers.sh

$(FRONTEND): $(FRONTEND_SOURCES) | setup
	cd frontend && npm run build
