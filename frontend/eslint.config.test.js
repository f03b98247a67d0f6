import { ESLint } from 'eslint'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const features = readdirSync('src/features')

/** What is said of a file at `place` that imports `path`. */
async function saidOf(place, path) {
  const [{ messages }] = await new ESLint().lintText(`import '${path}'\n`, { filePath: place })
  return messages.map(({ message }) => message).join('\n')
}

describe('the walls between folders', () => {
  it.each(features)('keep %s from the other features', async (feature) => {
    const other = features.find((one) => one !== feature)
    const place = `src/features/${feature}/new.ts`
    expect(await saidOf(place, `../${other}/queries`)).toContain('Features do not import each other')
    expect(await saidOf(place, `../../features/${other}/queries`)).toContain('Features do not import each other')
    expect(await saidOf(place, '../../app/routes')).toContain('app composes features')
    expect(await saidOf(place, './queries')).toBe('')
  })

  it.each(['components', 'lib'])('keep %s from every feature', async (folder) => {
    expect(await saidOf(`src/${folder}/new.ts`, '../features/clients/queries')).toContain('know no feature')
  })
})
