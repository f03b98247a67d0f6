import { describe, expect, it } from 'vitest'
import type { LetterBrief, MailRead, MessageRead, NoteRead } from '../../api'
import { CASE } from '../../testing/fixtures'
import { filtered, threadOf } from './thread'
import type { Sources } from './thread'

const BY = { subject: 's', name: 'An Officer' }
const letter = (changes: Partial<LetterBrief>): LetterBrief => ({
  by: BY,
  drafted_on: '2026-03-10',
  kind: 'acknowledgement',
  method: null,
  number: 1,
  sent_on: null,
  signed_by: null,
  state: 'draft',
  version: 1,
  ...changes,
})
const message = (changes: Partial<MessageRead>) =>
  ({ act: `${CASE.ref}/letter/1`, way: 'email', state: 'sent', at: '2026-03-11T09:00:00Z', to_name: 'A Caller', ...changes }) as MessageRead
const note = (number: number, at: string, changes: Partial<NoteRead> = {}): NoteRead => ({
  number,
  at,
  by: BY,
  text: 'About the rota.',
  call: null,
  ...changes,
})
const MAIL = {
  id: 'one',
  kind: 'message',
  name: 'A Caller',
  address: 'a@example.org',
  subject: 'The umbrella',
  text: 'It was broken.',
  arrived_at: '2026-03-12T09:00:00Z',
} as MailRead
const NONE: Sources = { held: { ref: CASE.ref, requests: [] }, letters: [], messages: [], mails: [], notes: [], entries: [] }

describe('the thread of a case', () => {
  it('is one list, newest first, that tells what is shared from what is internal', () => {
    const call = { whom: 'A Caller', incoming: true, at: '2026-03-13T10:00:00Z' }
    const thread = threadOf({
      ...NONE,
      letters: [letter({ state: 'sent', sent_on: '2026-03-11', method: 'letter' })],
      mails: [MAIL],
      notes: [note(2, '2026-03-14T10:00:00Z', { call }), note(1, '2026-03-12T12:00:00Z')],
    })
    expect(thread.map(({ way, direction }) => `${way} ${direction}`)).toEqual([
      'call in',
      'note internal',
      'email in',
      'letter out',
    ])
    expect(thread.map(({ title }) => title)).toEqual(['A Caller rang', 'Note', 'The umbrella', 'Acknowledgement'])
    expect(thread[3]?.state).toBe('Sent on 11 March 2026, by letter')
  })

  it('says what became of a letter by its last message, and once', () => {
    const letters = [letter({ state: 'leaving' })]
    const again = message({ act: `${CASE.ref}/letter/1/again/2`, state: 'bounced' })
    const other = message({ act: `${CASE.ref}/letter/11`, state: 'sent' })
    const thread = threadOf({ ...NONE, letters, messages: [message({}), again, other] })
    expect(thread).toHaveLength(1)
    expect(thread[0]).toMatchObject({ way: 'email', state: 'Came back', trouble: true })
  })

  it('says nothing of a message that was withdrawn before its letter left', () => {
    const messages = [message({ act: `${CASE.ref}/letter/1/1`, state: 'withdrawn' })]
    const [draft] = threadOf({ ...NONE, letters: [letter({})], messages })
    expect(draft).toMatchObject({ way: 'letter', state: 'Draft' })
    const [left] = threadOf({
      ...NONE,
      letters: [letter({ state: 'leaving' })],
      messages: [...messages, message({ act: `${CASE.ref}/letter/1/3`, state: 'waiting' })],
    })
    expect(left?.state).toBe('Waiting to be sent')
  })

  it('has what came by the public’s form, and what nobody has looked at', () => {
    const entry = { ref: CASE.ref, number: 2, kind: 'words' as const, text: 'It happened again.', at: '2026-03-13T10:00:00Z' }
    const entries = [
      { ...entry, seen_by: null, seen_at: null },
      { ...entry, number: 1, seen_by: 'An Officer', seen_at: entry.at },
    ]
    const thread = threadOf({ ...NONE, entries })
    expect(thread.map(({ way, state, trouble }) => [way, state, trouble])).toEqual([
      ['form', 'Nobody has looked at it yet', true],
      ['form', '', false],
    ])
  })

  it('has what a contributor was asked and answered, and nothing of the Ombudsman’s enquiries', () => {
    const request = { clock: 'c', number: 1, chases: [], next_chase_on: null, asked_of: 'The home', what: 'The rota' }
    const dates = { letter_on: null, asked_on: '2026-03-02', answered_on: '2026-03-09', withdrawn_on: null }
    const requests = [
      { ...request, ...dates, who: 'contributor' as const },
      { ...request, ...dates, number: 2, who: 'council' as const },
    ]
    const thread = threadOf({ ...NONE, held: { ref: CASE.ref, requests } })
    expect(thread.map(({ title, direction }) => `${title}: ${direction}`)).toEqual([
      'The home answered: in',
      'Asked of The home: out',
    ])
  })

  it('is searched by all words, in any order, and filtered', () => {
    const thread = threadOf({ ...NONE, mails: [MAIL], notes: [note(1, '2026-03-13T10:00:00Z')] })
    const keys = (filter: Partial<Parameters<typeof filtered>[1]>) =>
      filtered(thread, { direction: '', way: '', find: '', ...filter }).map(({ key }) => key)
    expect(keys({})).toEqual(['note 1', 'mail one'])
    expect(keys({ find: 'broken UMBRELLA' })).toEqual(['mail one'])
    expect(keys({ find: 'umbrella rota' })).toEqual([])
    expect(keys({ direction: 'internal' })).toEqual(['note 1'])
    expect(keys({ way: 'email' })).toEqual(['mail one'])
  })
})
