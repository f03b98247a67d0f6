import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { marked } from 'marked'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * A page of `docs/` as what it is made of, read when the app is built: no browser parses markdown, and what a page
 * holds is drawn by the app's own components. HTML in a page is refused.
 */
function markdown(): Plugin {
  return {
    name: 'markdown',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.md')) return null
      const parts = marked.lexer(code)
      marked.walkTokens(parts, ({ type, raw }) => {
        if (type === 'html') this.error(`${id} has HTML: ${raw}`)
      })
      const lean = JSON.stringify(parts, (key, value: unknown) => (key === 'raw' ? undefined : value))
      return { code: `export default ${lean}`, map: null }
    },
  }
}

/** Leaves scripts and styles compressed beside themselves: the server sends what the browser reads, as it stands. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const content = await readFile(join(dir, name))
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(content))
        await writeFile(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

/** Says in the page for which release it was built: `redress doctor` compares it with that of the services. */
function release(): Plugin {
  return {
    name: 'release',
    async transformIndexHtml() {
      const said = await readFile(join(import.meta.dirname, '../services/chassis/version.py'), 'utf8')
      const content = /^VERSION = "(.+)"$/m.exec(said)?.[1]
      return [{ tag: 'meta', attrs: { name: 'release', content }, injectTo: 'head' }]
    },
  }
}

export default defineConfig({
  plugins: [markdown(), react(), compressed(), release()],
  // The description of the API is by far the largest, and fetched by few; what comes first has a test of its own.
  build: { chunkSizeWarningLimit: 1_600 },
  // Pages of help lie beside the front end.
  server: { fs: { allow: ['..'] }, proxy: { '/api': process.env.REDRESS_URL ?? 'http://127.0.0.1:8000' } },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    restoreMocks: true,
    testTimeout: 30_000,
    maxWorkers: 2,
    // Every file leaves the page as it found it (src/testing/setup.ts), so workers keep their modules.
    isolate: false,
  },
})
