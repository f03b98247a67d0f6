import { expect, test } from 'vitest'
import { blocksOf } from './LetterSheet'

test('headings, lists and paragraphs are told apart as the service tells them', () => {
  const text = 'Dear A\n\n# First\nOne line\nand another\n* an item\n* a second\n## Smaller\n\n\nLast'
  expect(blocksOf(text)).toEqual([
    { kind: 'paragraph', lines: ['Dear A'] },
    { kind: 'heading', lines: ['First'] },
    { kind: 'paragraph', lines: ['One line', 'and another'] },
    { kind: 'list', lines: ['an item', 'a second'] },
    { kind: 'subheading', lines: ['Smaller'] },
    { kind: 'paragraph', lines: ['Last'] },
  ])
})

test('a text without words has no blocks', () => {
  expect(blocksOf(' \n\n ')).toEqual([])
})
