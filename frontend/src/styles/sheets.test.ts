import { readFileSync, readdirSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SOURCE = resolve(import.meta.dirname, '..')
/** They change what another sheet has drawn. */
const ON_TOP = ['styles/print.css', 'styles/forced-colours.css']
const CLASS = /\.(rd-[a-z0-9-]+(?:__[a-z0-9-]+)?(?:--[a-z0-9_-]+)?)/g

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(css|tsx?)$/.test(name) && !name.includes('.test.'))
  .map((name) => resolve(SOURCE, name))
const text = new Map(files.map((file) => [file, readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '')]))
const named = (file: string) => relative(SOURCE, file)

function found(from: string, address: string): string[] {
  const path = resolve(dirname(from), address)
  return ['', '.tsx', '.ts', '/index.ts'].map((end) => path + end).filter((each) => text.has(each)).slice(0, 1)
}

function imported(file: string, how: RegExp): string[] {
  return [...(text.get(file) ?? '').matchAll(how)].flatMap(([, address]) => found(file, address ?? ''))
}

const AT_ONCE = /(?:^|\n)(?:import|export|@import)\s+(?!type\b)(?:[^'"]*?from\s+)?['"](\.[^'"]+)['"]/g
const WHEN_NEEDED = /import\(\s*['"](\.[^'"]+)['"]/g

/** What comes with a module: it, and all that it imports. */
function cameWith(file: string): Set<string> {
  const seen = new Set([file])
  for (const each of seen) imported(each, AT_ONCE).forEach((other) => seen.add(other))
  return seen
}

const classesOf = (file: string) => new Set([...(text.get(file) ?? '').matchAll(CLASS)].map(([, name]) => name ?? ''))
const sheets = files.filter((file) => file.endsWith('.css') && !ON_TOP.includes(named(file)))
const drawnBy = new Map(sheets.map((sheet) => [sheet, classesOf(sheet)]))
const drawn = new Set([...drawnBy.values()].flatMap((names) => [...names]))

/** Classes that a sheet draws wherever they stand: their whole selector. */
const classesAlone = (file: string) =>
  new Set([...(text.get(file) ?? '').matchAll(/[^{}]+(?=\{)/g)].flatMap(([selectors]) => selectors.split(',')).flatMap((one) => /^\s*\.(rd-[\w-]+)\s*$/.exec(one)?.[1] ?? []))

/** The features whose sheets draw each class; "all" where it is of no feature. */
function featuresThatDraw(names: (sheet: string) => Set<string>): Map<string, Set<string>> {
  const features = new Map<string, Set<string>>()
  for (const sheet of sheets) {
    const feature = /^features\/([^/]+)/.exec(named(sheet))?.[1] ?? 'all'
    names(sheet).forEach((name) => features.set(name, (features.get(name) ?? new Set()).add(feature)))
  }
  return features
}

describe('style sheets', () => {
  it('come with every page that is drawn by them, whichever page was opened before', () => {
    const always = cameWith(resolve(SOURCE, 'main.tsx'))
    const pages = new Set(files.flatMap((file) => imported(file, WHEN_NEEDED)))
    expect(pages.size).toBeGreaterThan(20)
    const missing = [...pages].flatMap((page) => {
      const here = [...new Set([...always, ...cameWith(page)])]
      const has = new Set(here.flatMap((file) => [...(drawnBy.get(file) ?? [])]))
      return here
        .filter((file) => file.endsWith('.tsx'))
        .flatMap((file) => (text.get(file)?.match(/\brd-[a-z0-9_-]*[a-z0-9]/g) ?? []).map((name) => [file, name] as const))
        .filter(([, name]) => drawn.has(name) && !has.has(name))
        .map(([file, name]) => `${named(page)}: ${name} of ${named(file)}`)
    })
    expect(missing).toEqual([])
  })

  it('of two features never draw one class: a page opened before would change how another looks', () => {
    const shared = [...featuresThatDraw(classesOf)].filter(([, features]) => features.size > 1 && !features.has('all'))
    expect(shared.map(([name, features]) => `${name}: ${[...features].join(', ')}`)).toEqual([])
  })

  it('of a feature draw what is for all only within something of their own, for the same reason', () => {
    const shared = [...featuresThatDraw(classesAlone)].filter(([, features]) => features.size > 1)
    expect(shared.map(([name, features]) => `${name}: ${[...features].join(', ')}`)).toEqual([])
  })
})
