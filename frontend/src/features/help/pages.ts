import type { Token, Tokens } from 'marked'

/** Where a page of help is shown: `contact.md` by its own address, those of other pages as they stand on disk. */
export function addressOf(link: string): string | null {
  const page = /^([\w-]+)\.md$/.exec(link)?.[1]
  if (page === undefined) return null
  return page === 'README' ? '/help' : `/help/${page}`
}

/** A page's own heading. */
export function headingOf(parts: readonly Token[]): string {
  return (parts[0] as Tokens.Heading | undefined)?.text ?? ''
}
