# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS workspace
WORKDIR /segue
COPY package.json package-lock.json .npmrc ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY apps/e2e/package.json apps/e2e/
COPY libs libs
# Only the manifests of the libs count for the installs below; their sources come back with the build.
RUN find libs -type f ! -name package.json -delete

FROM workspace AS build
RUN npm ci
COPY nx.json tsconfig.base.json tsconfig.json ./
COPY libs libs
COPY apps/server apps/server
COPY apps/web apps/web
RUN NX_DAEMON=false npx nx run-many -t build --projects=@segue/server,@segue/web \
 && find libs apps -path '*/dist/*' \( -name '*.test.*' -o -name '*.d.ts' -o -name '*.d.ts.map' -o -name .tsbuildinfo \) -delete

FROM workspace AS production
RUN npm ci --omit=dev --workspace=@segue/server
COPY --from=build /segue/libs /built/libs
RUN cd /built && find libs -type f -path '*/dist/*' -not -path '*/node_modules/*' -exec cp --parents {} /segue/ \;

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 SEGUE_DATA=/data
WORKDIR /segue
COPY --from=production /segue ./
COPY --from=build /segue/apps/server/dist apps/server/dist
COPY --from=build /segue/apps/web/dist apps/web/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/server/dist/main.js"]
