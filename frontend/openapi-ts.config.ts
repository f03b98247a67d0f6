import { defineConfig } from '@hey-api/openapi-ts'

/** One client of all services; a change of an interface shows as a change of its files. */
export default defineConfig({
  input: './openapi.json',
  output: { path: 'src/api', clean: true },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
})
