# The engine and the command line. What they keep is in the volume /data or in other servers: the rest may be read-only.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts/ensure.mjs scripts/
RUN node scripts/ensure.mjs
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 RAPPORT_DATA=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data \
  && printf '#!/bin/sh\nexec node --enable-source-maps --initial-old-space-size=512 --no-lazy-feedback-allocation /app/dist/apps/cli/src/main.js "$@"\n' > /usr/local/bin/rapport \
  && chmod 755 /usr/local/bin/rapport
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# What `rapport demo` tells.
COPY --from=build /app/examples/demo ./examples/demo
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Run node itself, not npm: it must receive SIGTERM to finish what was accepted.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "dist/apps/engine/src/main.js"]
