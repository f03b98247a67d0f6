import { describe, expect, it } from 'vitest'
import { ProblemError, Unreachable, errorFor, fieldErrors } from './problem'

const FIELDS = { '/complainant': 'caller-name', '/complainant/phone': 'caller-phone', '/narrative': 'narrative' }

function refused(...pointers: string[]) {
  return new ProblemError(422, {
    title: 'Some values are wrong',
    errors: pointers.map((pointer) => ({ pointer, detail: `wrong: ${pointer}` })),
  })
}

describe('problems as errors of a form', () => {
  it('leads each pointer to its field', () => {
    const errors = fieldErrors(refused('/complainant/phone', '/narrative'), FIELDS)
    expect(errors.map((error) => error.field)).toEqual(['caller-phone', 'narrative'])
    expect(errorFor(errors, 'narrative')).toBe('wrong: /narrative')
  })

  it('leads a pointer that the form does not know to the nearest it does', () => {
    expect(fieldErrors(refused('/complainant/address/0'), FIELDS)[0]?.field).toBe('caller-name')
    expect(fieldErrors(refused('#/body/complainant/phone'), FIELDS)[0]?.field).toBe('caller-phone')
  })

  it('keeps an error that belongs to no field, without a link', () => {
    expect(fieldErrors(refused('/unknown'), FIELDS)).toEqual([{ field: null, message: 'wrong: /unknown' }])
  })

  it('says what happened when no field is named', () => {
    const gone = new ProblemError(404, { title: 'Not found', detail: 'There is no such case.' })
    expect(fieldErrors(gone, FIELDS)).toEqual([{ field: null, message: 'There is no such case.' }])
    expect(fieldErrors(new Unreachable(0), FIELDS)[0]?.message).toBe('You are not connected.')
  })
})
