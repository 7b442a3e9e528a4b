# make         format, lint, test: what a change must pass
# make run     build, then serve the fictional demo region on http://127.0.0.1:8080
# make web     what browsers load, into web/dist; needs Node and npm. Without them the pages are plain, and say so
# make test    every test; those of pages need Node, npm and Chromium, and are skipped, with a word, where one is missing
# make screenshots  the pictures of docs/img, of the demo and of Corsica (data in MAILLAGE_TESTDATA)
# make oracle  install the reference that opening hours are compared with; needs node and npm. Without it those tests are skipped
# make bench   every benchmark for BENCHTIME, with its allocations, twins side by side; then peers (downloaded), on ADDRESSES addresses
# make bench-peers  vector tiles beside PostGIS; travel times beside pandana, pgRouting and Valhalla: installed where they are missing
#              (Debian packages as root or by sudo; Python, Node and npm) and else left out, with a word
# make compare-valhalla  our minutes and metres beside Valhalla's (npm, downloaded) on PAIRS pairs in each of WORLDS; for who tunes, COMPARE='-worst 10 -classes'
#              names the pairs that differ most, and the speeds of both on each kind of street
# make bench-pages  the planner's slider on Corsica (data in MAILLAGE_TESTDATA): server, decoding, applying, painted frames; on an idle machine
# make fuzz    every fuzz test for FUZZTIME, those of foreign files and texts for READERTIME

GO         ?= go
ADDR       ?= 127.0.0.1:8080
FUZZTIME   ?= 10s
READERTIME ?= $(FUZZTIME)
BENCHTIME  ?= 200ms
ADDRESSES  ?= 1000000
CHROMIUM   ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# The program and its tools are built without C, so that they are the same everywhere.
GO_PURE = CGO_ENABLED=0 $(GO)
LINT    = $(GO_PURE) tool -modfile=tools/go.mod golangci-lint

# The race detector alone wants a C compiler and cgo. RACE=0 leaves it out, RACE=1 insists.
RACE ?= $(shell command -v $$($(GO) env CC) >/dev/null 2>&1 && [ "$$($(GO) env CGO_ENABLED)" = 1 ] && echo 1 || echo 0)

.PHONY: all format lint test test-go test-web screenshots oracle bench bench-peers compare-valhalla bench-pages fuzz web without-npm build run clean

all: format lint test

format:
	$(GO) fmt ./...
	[ ! -d web/node_modules ] || npm --prefix web run --silent format

lint: web
	$(LINT) run ./...
	[ ! -d web/node_modules ] || npm --prefix web run --silent check

# The open data that peers are measured on, and Valhalla, the router that travel times are compared with.
DATA     = $(abspath $(or $(MAILLAGE_TESTDATA),../shared/data))
VALHALLA = tools/peers/valhalla/node_modules/.installed

# Node's packages are installed anew when the list of them changes; what browsers load is built anew when a source does.
NPM = $(shell command -v npm)
WEB_SOURCES = $(shell find web/src -type f) web/build.mjs web/tsconfig.json

web: $(if $(NPM),web/dist/manifest.json,without-npm)

without-npm:
	@echo "no npm: what browsers load is not built, and the pages will be plain (install Node 20 or later)"

web/node_modules/.installed: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/manifest.json: web/node_modules/.installed $(WEB_SOURCES)
	cd web && node build.mjs

test: test-go test-web

# All tests first; then, watched by the race detector, those that -short leaves: it makes them last eight times as long.
test-go: web
	$(GO_PURE) test ./...
ifeq ($(RACE),1)
	CGO_ENABLED=1 $(GO) test -race -short -vet=off ./...
else
	@echo "no C compiler or no cgo: the tests run without the race detector"
endif

# The pages' tests drive a browser; MAILLAGE_REQUIRE makes a missing one a failure.
test-web: build
ifneq ($(and $(NPM),$(CHROMIUM)),)
	cd web && CHROMIUM='$(CHROMIUM)' npx playwright test
else
	@echo "no npm or no Chromium: the tests of pages are skipped (install nodejs, npm and chromium)"
	@[ -z "$$MAILLAGE_REQUIRE" ]
endif

screenshots: build
	cd web && MAILLAGE_REQUIRE=1 CHROMIUM='$(CHROMIUM)' npx playwright test -c pictures.config.ts

oracle:
	cd data/hours/testdata/oracle && npm ci --ignore-scripts --no-audit --no-fund

bench:
	$(GO_PURE) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./...
	cd tools/peers && ADDRESSES=$(ADDRESSES) $(GO_PURE) test -run '^$$' -bench . -benchtime 1x -timeout 30m .

bench-peers:
	cd tools/peers && CGO_ENABLED=0 ./postgis $(GO) test -run PostGIS -count=1 -v .
	-cd tools/peers && ./pandana/install
	-$(MAKE) --no-print-directory $(VALHALLA)
	cd tools/peers && CGO_ENABLED=0 ./postgis $(GO) run ./nearest -data '$(DATA)'

PAIRS  ?= 1000
WORLDS ?= andorra,porto,corse

compare-valhalla: $(VALHALLA)
	cd tools/peers && $(GO_PURE) run ./compare -pairs $(PAIRS) -worlds '$(WORLDS)' -data '$(DATA)' $(COMPARE)

$(VALHALLA): tools/peers/valhalla/package-lock.json
	cd tools/peers/valhalla && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

bench-pages: build
	cd web && MAILLAGE_REQUIRE=1 CHROMIUM='$(CHROMIUM)' npx playwright test -c bench.config.ts

fuzz:
	@GO='$(GO)' FUZZTIME=$(FUZZTIME) READERTIME=$(READERTIME) .ci/fuzz

build: web
	$(GO_PURE) build -ldflags '-s -w -X main.version=$(VERSION)' -o bin/maillage ./cmd/maillage

run: build
	bin/maillage serve --demo --addr $(ADDR)

clean:
	rm -rf bin web/dist/assets web/dist/manifest.json web/test-results
