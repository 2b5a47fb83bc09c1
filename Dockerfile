# One image for every role: `docker build -t parley .`
# Commands: node backend/dist/main.js (ROLE=api, worker or all), node backend/dist/migrate.js, node backend/dist/sandbox.js.
ARG BASE=docker.io/library/node:24-bookworm-slim

FROM ${BASE} AS build
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
COPY contracts/package.json contracts/
COPY backend/package.json backend/
COPY frontend/package.json frontend/
COPY sandbox/package.json sandbox/
# No install scripts: the base brings Node, and nothing else here needs one. The secret `npmrc` is for who has a registry of their own.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci --ignore-scripts --no-update-notifier --loglevel=error
COPY . .
RUN npm run --silent build && node scripts/image/assemble.mjs /out

FROM ${BASE} AS runtime
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
# Whoever runs the server may not change it. Only the sandbox keeps anything in the data folder.
RUN mkdir /data && chown 1000:1000 /data
WORKDIR /parley
COPY --from=build /out ./
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "backend/dist/main.js"]

# With git, which the local repository of the sandbox is made with: `docker build --target sandbox .`
FROM runtime AS sandbox
USER root
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends git && rm -rf /var/lib/apt/lists/*
USER 1000:1000
CMD ["node", "backend/dist/sandbox.js"]

FROM runtime
