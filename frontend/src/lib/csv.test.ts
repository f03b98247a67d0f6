import { describe, expect, it } from 'vitest'
import { toCsv } from './csv'

describe('a file for a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+44', "'+44"],
    ['-x', "'-x"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['a=b', 'a=b'],
    [-20, '-20'],
    [null, ''],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['=a,b', '"\'=a,b"'],
    ['two\nlines', '"two\nlines"'],
  ])('writes %j as %j', (cell, written) => {
    expect(toCsv([[cell]])).toBe(`${written}\r\n`)
  })

  it('ends every row', () => {
    expect(toCsv([['Outcome', 'Number'], ['Upheld', 18], []])).toBe('Outcome,Number\r\nUpheld,18\r\n\r\n')
  })
})
