import { defineConfig } from '@hey-api/openapi-ts'

/** One client a service; a change of an interface shows as a change of these files. */
export default defineConfig(
  ['intake', 'cases', 'analytics'].map((service) => ({
    input: `./openapi/${service}.json`,
    output: { path: `src/api/${service}`, clean: true },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  })),
)
