import { describe, expect, it } from 'vitest'
import { bindTyped, pieces, preview } from './typing'

describe('a typed number', () => {
  it('is found where it stands by itself', () => {
    const typed = pieces('33% of 1,333% and 33%, not 33%s or 0.33%.', ['33%']).map((piece) => piece.typed)
    expect(typed).toEqual([true, false, true, false])
    expect(pieces('12 of 120', ['12', '120']).filter((piece) => piece.typed).map(({ text }) => text)).toEqual(['12', '120'])
  })

  it('gives its place to a figure, but not within the name of one', () => {
    expect(bindTyped('It was 18, with {bands.18} and 180; 18 again.', '18', '{outcomes.upheld}')).toBe(
      'It was {outcomes.upheld}, with {bands.18} and 180; {outcomes.upheld} again.',
    )
  })
})

describe('what words will read like', () => {
  it('has figures in their places, and what is not known as it was typed', () => {
    const known = new Map([['{received}', '57']])
    expect(preview('We had {received}.\n\nOf {council|x}.\n\n', known)).toEqual([
      [
        { text: 'We had ', isFigure: false },
        { text: '57', isFigure: true },
        { text: '.', isFigure: false },
      ],
      [
        { text: 'Of ', isFigure: false },
        { text: '{council|x}', isFigure: true },
        { text: '.', isFigure: false },
      ],
    ])
  })
})
