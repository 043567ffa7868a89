# SPDX-License-Identifier: MIT
# docker build -t clauselint . && docker run --rm --network none -v "$PWD:/contracts:ro" clauselint .
FROM debian:12-slim AS build
COPY . /src
WORKDIR /src
RUN scripts/setup run && cmake --preset release -DCLAUSELINT_TESTS=OFF && cmake --build --preset release -j "$(nproc)" \
    && cmake --install build/release --prefix /usr/local --strip

FROM debian:12-slim
# The libraries of docs/dependencies.md, and git for --new-since.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        libpcre2-8-0 libxml2 libzip4 libfyaml0 libjansson4 libuchardet0 libcmark-gfm0.29.0.gfm.6 \
        libcmark-gfm-extensions0.29.0.gfm.6 git \
    && rm -rf /var/lib/apt/lists/* && git config --system --add safe.directory '*'
COPY --from=build /usr/local/bin/clauselint /usr/local/bin/clauselint
WORKDIR /contracts
USER nobody
ENTRYPOINT ["clauselint"]
