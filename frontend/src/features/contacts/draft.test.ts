import { describe, expect, it } from 'vitest'
import openapi from '../../../openapi.json'
import { EMPTY, FIELDS, draftErrors, isBlank, toContact, toFacts, toJudge } from './draft'
import type { Draft } from './draft'
import { callerLines } from './say'
import { inPairs } from './Saved'
import { ASSESSMENT, COUNCIL, HELD_BACK } from '../../testing/fixtures'

const TODAY = '2026-03-24'
const functionOf = (team: string) => COUNCIL.teams.find((one) => one.code === team)?.function ?? null

function facts(change: Partial<Draft>) {
  return toFacts({ ...EMPTY, ...change }, TODAY, functionOf)
}

describe('a draft as facts', () => {
  it('says nothing that nobody said', () => {
    expect(facts({})).toMatchObject({
      kind: null,
      received_at: null,
      narrative: null,
      person: null,
      function: null,
      team: null,
      provider: null,
      affected: null,
      event_on: null,
      harm_alleged: null,
      satisfied: null,
      matters: [],
    })
  })

  it('knows whose work a team does, and a function without a team', () => {
    expect(facts({ service: 'team:highways' })).toMatchObject({
      team: 'highways',
      function: 'other_council_service',
    })
    expect(facts({ service: 'function:nhs' })).toMatchObject({ team: null, function: 'nhs' })
  })

  it('keeps consent apart from not being able to decide', () => {
    const person = { role: 'relative', personName: 'Mrs A K' } as const
    expect(facts({ ...person, personAnswer: 'not_asked' }).person).toMatchObject({ consent: 'not_asked' })
    expect(facts({ ...person, personAnswer: 'lacks_capacity' }).person).toMatchObject({
      consent: null,
      lacks_capacity: true,
    })
    expect(facts({ role: 'person_themselves' }).person).toEqual({ same_as_complainant: true, born_on: null, care_number: null })
    expect(facts({ careNumber: ' P 123-456 ' }).person).toMatchObject({ care_number: 'P 123-456' })
  })

  it('takes from the panel for whom they complain, until somebody is named', () => {
    const said = (value: boolean) => [{ fact: 'person.same_as_complainant', ask: 'For whom?', value, words: '' }]
    expect(facts({ role: 'carer', answered: said(true), bornOn: '1 May 1950' }).person).toEqual({
      same_as_complainant: true,
      born_on: '1950-05-01',
      care_number: null,
    })
    expect(facts({ role: 'carer', answered: said(false) }).person).toMatchObject({ same_as_complainant: false })
    expect(facts({ role: 'carer', answered: said(true), personName: 'Mrs A K' }).person).toMatchObject({
      name: 'Mrs A K',
      same_as_complainant: false,
    })
  })

  it('drops the name of a caller who will not say it', () => {
    expect(facts({ anonymous: true, callerName: 'Mr J K', callerPhone: '1' }).complainant).toMatchObject({
      anonymous: true,
      name: null,
      phone: null,
    })
  })

  it('is judged without names or ways to reach people', () => {
    const judged = toJudge(
      facts({ callerName: 'Mr J K', callerEmail: 'j@', role: 'relative', personName: 'Mrs A K', personAnswer: 'agrees' }),
    )
    expect(judged.complainant).toMatchObject({ name: null, email: null, role: 'relative' })
    expect(judged.person).toMatchObject({ name: null, consent: 'agrees' })
  })

  it('takes "on this call" as put right today, and "perhaps" as not known', () => {
    expect(facts({ sorted: 'yes' })).toMatchObject({ resolved_on: TODAY, satisfied: true })
    expect(facts({ sorted: 'no' })).toMatchObject({ resolved_on: null, satisfied: false })
    expect(facts({ sorted: 'perhaps' })).toMatchObject({ resolved_on: null, satisfied: null })
  })

  it('never loses a complaint by a tick: what it touches is a matter of its own, unless it is all of it', () => {
    const ticked = { about: ['foi_complaint', 'police_or_coroner'] satisfies Draft['about'] }
    expect(facts(ticked)).toMatchObject({
      about: ['police_or_coroner'],
      matters: [{ category: null }, { about: ['foi_complaint'] }],
    })
    expect(facts({ ...ticked, aboutIsAll: 'all' })).toMatchObject({ about: ticked.about, matters: [] })
    expect(facts({ ...ticked, kind: 'request' })).toMatchObject({ about: ticked.about, matters: [] })
  })

  it('says of a matter only what differs from the rest', () => {
    const matters = [
      { category: 'delay', description: '' },
      { category: '', description: 'Sent home too early', service: 'function:nhs', eventOn: '1 March', stillGoesOn: true },
    ]
    expect(facts({ matters }).matters).toMatchObject([
      { category: 'delay', function: null, kind: null },
      { category: null, function: 'nhs', event_on: '2026-03-01', still_goes_on: true },
    ])
  })

  it('says whom a matter is about: the council, the provider of the contact, or another', () => {
    const about = (change: object) =>
      facts({ providerName: 'Provider B', matters: [{ category: 'delay', description: '', ...change }] }).matters?.[0]
    expect(about({})).toMatchObject({ concerns_provider: null, provider: null })
    expect(about({ concerns: 'none' })).toMatchObject({ concerns_provider: false, provider: null })
    expect(about({ concerns: 'contact' })).toMatchObject({ concerns_provider: true, provider: null })
    expect(about({ concerns: 'other', providerName: 'Provider C' })).toMatchObject({
      concerns_provider: null,
      provider: { name: 'Provider C', kind: 'home_care' },
    })
  })

  it('keeps what they complain of for themselves apart from what they say for somebody', () => {
    expect(facts({ role: 'carer', ownGrievance: true }).complainant).toMatchObject({ own_grievance: true })
    expect(facts({ role: 'person_themselves', ownGrievance: true }).complainant).toMatchObject({ own_grievance: false })
  })

  it('names the body that sent it on, and when that body had it', () => {
    const sent = { fromBody: ' Hospital P ', fromReceivedOn: '20 March' }
    expect(facts(sent).transferred_from).toEqual({ body: 'Hospital P', received_on: '2026-03-20' })
    expect(facts({}).transferred_from).toBeNull()
    expect(toJudge(facts({ fromBody: 'Hospital P' })).transferred_from, 'not judged while it is typed').toBeNull()
    expect(draftErrors({ ...EMPTY, fromBody: 'Hospital P' }, TODAY)[0]).toEqual({
      field: 'from-received-on',
      message: 'Say when they received it: “1 April 2026”',
    })
  })

  it('gives an earlier day its instant in London', () => {
    expect(facts({ receivedOn: '23 March', receivedAt: '09:05' }).received_at).toBe('2026-03-23T09:05:00.000Z')
  })

  it('is recorded with its words trimmed', () => {
    const draft = { ...EMPTY, narrative: '  Nobody came.  ' }
    expect(toContact(draft, toFacts(draft, TODAY, functionOf))).toMatchObject({
      channel: 'phone',
      narrative: 'Nobody came.',
    })
  })
})

describe('who speaks for whom', () => {
  it('names a right, and what was seen of it on the call', () => {
    const named = { role: 'relative', authority: 'deputy' } as const
    expect(facts(named).representative?.authority).toEqual({ kind: 'deputy', evidence: null, seen_on: null })
    expect(facts({ ...named, evidence: ' Sealed order ' }).representative?.authority).toEqual({
      kind: 'deputy',
      evidence: 'Sealed order',
      seen_on: TODAY,
    })
    expect(facts({ ...named, role: 'person_themselves' }).representative).toBeNull()
  })

  it('tells an offer that was declined from none', () => {
    expect(facts({ advocacy: 'declined' }).advocacy).toEqual({ offered: true, taken_up: false })
    expect(facts({ advocacy: 'no' }).advocacy).toEqual({ offered: false, taken_up: null })
    expect(facts({}).advocacy).toEqual({ offered: null, taken_up: null })
  })
})

describe('what cannot be sent', () => {
  it('names each field, and what to type instead', () => {
    const errors = draftErrors({ ...EMPTY, eventOn: '32 march' }, TODAY)
    expect(errors).toEqual([
      { field: 'narrative', message: 'Write what happened, in the caller’s own words' },
      { field: 'caller-name', message: 'Say who is calling, or that they will not say' },
      { field: 'event-on', message: '“32 march” is not a date. Try “1 April 2026”' },
    ])
  })

  it('is nothing once there are words and a caller, named or not', () => {
    const told = { ...EMPTY, narrative: 'Nobody came.' }
    expect(draftErrors({ ...told, anonymous: true, anonymousConfirmed: true }, TODAY)).toEqual([])
    expect(draftErrors({ ...told, anonymous: true }, TODAY)).toEqual([
      { field: 'anonymous-confirmed', message: 'Ask again: we cannot reply to them. Is that what they want?' },
    ])
    expect(draftErrors({ ...told, callerName: 'Mr J K' }, TODAY)).toEqual([])
  })

  it('has a field for every fact that the rules ask for', () => {
    for (const fact of ['kind', 'function', 'affected', 'harm_alleged', 'event_on', 'person.consent']) {
      expect(FIELDS[`/${fact.replaceAll('.', '/')}`]).toBeDefined()
    }
  })

  it('judges nothing while the form is blank', () => {
    expect(isBlank(EMPTY)).toBe(true)
    expect(isBlank({ ...EMPTY, harm: 'no' })).toBe(false)
  })
})

describe('what the service takes and the form does not say', () => {
  interface Property {
    $ref?: string
    anyOf?: Property[]
    items?: Property
  }
  const schemas = openapi.components.schemas as unknown as Record<string, { properties?: Record<string, Property> }>
  const PANEL = 'asked beside the form when a row needs it'
  const AFTER = 'comes with the people, after the call'
  const CALLER = 'on a call it is the caller who speaks for somebody'
  const NOT_SAID: Record<string, string> = {
    advocate: AFTER,
    'complainant.contact_plan': 'a decision of an officer',
    formal_complaint: PANEL,
    further_stage: PANEL,
    good_reason: PANEL,
    made_orally: 'preset from the channel',
    'matters.aware_on': 'said of the whole contact',
    'matters.prefers_provider': PANEL,
    'matters.resolved_on': 'said of the whole contact',
    'matters.satisfied': 'said of the whole contact',
    ombudsman: 'only of what is with the Ombudsman',
    partner_reference: 'of a partner’s system',
    'person.best_interests': PANEL,
    'person.demographics': AFTER,
    'person.reasonable_grounds': PANEL,
    prefers_provider: PANEL,
    prejudices_proceedings: PANEL,
    recurred: PANEL,
    'representative.address': CALLER,
    'representative.authority.expires_on': AFTER,
    'representative.authority.expiry_confirmed': AFTER,
    'representative.email': CALLER,
    'representative.name': CALLER,
    'representative.organisation': CALLER,
    'representative.phone': CALLER,
    'representative.relationship': 'said of the caller',
    still_fair: 'asked together with the good reason',
    sufficient_interest: PANEL,
    title: 'made from the first words',
  }

  /** Every field of a schema by its path, as deep as there are fields. */
  function paths(name: string, under = ''): string[] {
    return Object.entries(schemas[name]?.properties ?? {}).flatMap(([field, property]) => {
      const kinds = [property, ...(property.anyOf ?? []), ...(property.items ? [property.items] : [])]
      const inner = kinds.map(({ $ref }) => $ref?.split('/').pop()).find((ref) => ref && schemas[ref]?.properties)
      const path = `${under}${field}`
      return inner ? [path, ...paths(inner, `${path}.`)] : [path]
    })
  }

  function said(value: unknown, under = ''): string[] {
    if (Array.isArray(value)) return value.flatMap((one) => said(one, under))
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([field, inner]) => [`${under}${field}`, ...said(inner, `${under}${field}.`)])
  }

  it('is listed with the reason, however deep it lies', () => {
    const all = facts({
      role: 'relative',
      personName: 'Mrs A K',
      authority: 'deputy',
      fromBody: 'Hospital P',
      providerName: 'Provider B',
      matters: [{ category: 'delay', description: '', concerns: 'other', providerName: 'Provider C' }],
    })
    const told = new Set(said(all))
    const left = paths('ContactFacts').filter((path) => !told.has(path))
    const outermost = left.filter((path) => !left.some((other) => path.startsWith(`${other}.`)))
    expect(outermost.sort()).toEqual(Object.keys(NOT_SAID).sort())
  })
})

describe('what to tell the caller', () => {
  const plain = (lines: ReturnType<typeof callerLines>) => lines.map((line) => line.map((said) => said.text).join(''))

  it('gives the dates that we will keep, and asks for consent that is missing', () => {
    expect(plain(callerLines(ASSESSMENT, 'Mrs A K'))).toEqual([
      'I’ve recorded this as a formal complaint.',
      'We will write to you by Friday 27 March.',
      'You should have a full answer by Thursday 23 April. If we need longer we will tell you first.',
      'May we ask Mrs A K whether they are happy with this? An advocate can help you both, free of charge.',
    ])
  })

  it('promises nothing that has no date', () => {
    expect(plain(callerLines({ ...HELD_BACK, disposition: 'triage' }, ''))).toEqual([
      'I’ve written down what you told me. A complaints officer will decide how we deal with it.',
    ])
  })

  it('says a reference in pairs', () => {
    expect(inPairs('EAS-2526-0412')).toBe('25 26, 04 12')
  })
})
