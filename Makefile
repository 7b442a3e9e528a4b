# make         format, lint, test: what a change must pass
# make run     build, then serve the fictional demo region on http://127.0.0.1:8080
# make test    every test; needs Go only
# make oracle  install the reference that opening hours are compared with; needs node and npm. Without it those tests are skipped
# make bench   every benchmark for BENCHTIME, with its allocations, twins side by side; then peers (downloaded), on ADDRESSES addresses
# make fuzz    every fuzz test for FUZZTIME, those of foreign files and texts for READERTIME

GO         ?= go
ADDR       ?= 127.0.0.1:8080
FUZZTIME   ?= 10s
READERTIME ?= $(FUZZTIME)
BENCHTIME  ?= 200ms
ADDRESSES  ?= 1000000
VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# The program and its tools are built without C, so that they are the same everywhere.
GO_PURE = CGO_ENABLED=0 $(GO)
LINT    = $(GO_PURE) tool -modfile=tools/go.mod golangci-lint

# The race detector alone wants a C compiler and cgo. RACE=0 leaves it out, RACE=1 insists.
RACE ?= $(shell command -v $$($(GO) env CC) >/dev/null 2>&1 && [ "$$($(GO) env CGO_ENABLED)" = 1 ] && echo 1 || echo 0)

.PHONY: all format lint test oracle bench fuzz build run clean

all: format lint test

format:
	$(GO) fmt ./...

lint:
	$(LINT) run ./...

test:
ifeq ($(RACE),1)
	CGO_ENABLED=1 $(GO) test -race ./...
else
	@echo "no C compiler or no cgo: the tests run without the race detector"
	$(GO_PURE) test ./...
endif

oracle:
	cd data/hours/testdata/oracle && npm ci --ignore-scripts --no-audit --no-fund

bench:
	$(GO_PURE) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./...
	cd tools/peers && ADDRESSES=$(ADDRESSES) $(GO_PURE) test -run '^$$' -bench . -benchtime 1x -timeout 30m .

fuzz:
	@GO='$(GO)' FUZZTIME=$(FUZZTIME) READERTIME=$(READERTIME) .ci/fuzz

build:
	$(GO_PURE) build -ldflags '-s -w -X main.version=$(VERSION)' -o bin/maillage ./cmd/maillage

run: build
	bin/maillage serve --demo --addr $(ADDR)

clean:
	rm -rf bin
