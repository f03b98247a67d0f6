/** What a page of `docs/help` is made of, its heading first (`vite.config.ts`). */
declare module '*.md' {
  import type { Token } from 'marked'

  const parts: Token[]
  export default parts
}
