import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DraftRead, Report, Role, Section, Words, WordsWritten } from '../../api'
import * as download from '../../lib/download'
import { NOW } from '../../testing/fixtures'
import { liveStream } from '../../testing/live'
import { expectNoViolations, openPage } from '../../testing/render'
import { ACTION, CLAUSE, DRAFT, PUBLICATION, READY, REPORT } from '../../testing/report'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const WORDS = '/api/analytics/v1/annual-report/words/action'
const PUBLICATIONS = '/api/analytics/v1/annual-report/publications'

let server: StubServer
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
    .on('GET /api/analytics/v1/annual-report/draft', () => DRAFT)
    .on(`PUT ${WORDS}`, () => DRAFT)
})

async function open(place = '', role: Role = 'manager') {
  const page = await openPage(`/reports?year=2025-26${place}`, role)
  await screen.findByRole('heading', { level: 1, name: 'Annual report 2025-26' })
  return { ...page, user: userEvent.setup() }
}

const checks = () => screen.findByRole('region', { name: 'Self-check' })
const written = () => server.asked('PUT', WORDS).map(({ body }) => body as WordsWritten)

describe('the report that is being written', () => {
  it('says whether it can be published, what stops it, and how each section stands', async () => {
    await open()
    expect(await screen.findByRole('link', { name: '2 things to fix before you can publish' })).toBeVisible()
    expect(screen.getByText(/^Draft\. Provisional: 2025-26 is not over/)).toHaveTextContent('As of 24 March 2026, 10:42.')
    const sections = screen.getByRole('navigation', { name: 'Sections of the report' })
    expect(within(sections).getAllByRole('link').map((link) => link.textContent)).toEqual([
      '1. The year in shortIn order: ',
      '2. What we found1 to knowTo know: ',
      '3. What we learned and did2 to fixTo fix: ',
    ])
    expect(within(await checks()).getByText('1 of 4 pass')).toBeVisible()
    await expectNoViolations()
  })

  it('opens under a figure what it counts, last year, and the way to its cases', async () => {
    const { user } = await open()
    const figure = await screen.findByRole('button', { name: '25 of 57 (44%)' })
    await user.click(figure)
    expect(figure).toHaveAttribute('aria-expanded', 'true')
    const card = screen.getByRole('group', { name: 'Well-founded complaints: 25 of 57 (44%)' })
    expect(card).toHaveTextContent('2024-2539%')
    expect(card).toHaveTextContent('Share of cases upheld or partly upheld.')
    const address = new URL(within(card).getByRole('link', { name: 'See the cases' }).getAttribute('href') ?? '', location.origin)
    expect(address.pathname).toBe('/figures')
    expect(address.searchParams.get('numerator')).toBe('outcome:one_of:upheld,partially_upheld')
    await expectNoViolations()
    await user.click(figure)
    expect(card).not.toBeInTheDocument()
  })

  it('marks a hidden number by why it is hidden, and draws nothing of it', async () => {
    const { user } = await open('#at-outcomes')
    const table = await screen.findByRole('table', { name: 'Table 2.1. Complaints by outcome' })
    await waitFor(() => expect(table.closest('[tabindex="-1"]')).toHaveFocus())
    expect(within(table).getByRole('row', { name: /^Withdrawn \[c\], under 5 \[c\], under 5/ })).toBeVisible()
    expect(within(table).getByRole('row', { name: /^Open \[c\], would give others away/ })).toBeVisible()
    const hidden = screen.getByRole('region', { name: 'Hidden figures: 4' })
    expect(hidden).toHaveTextContent('Would give away Table 2.1: Withdrawn, 2025-26')
    expect(screen.getByRole('img', { name: 'Outcome: Upheld 18, Not upheld 31.' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'In words: Complaints by outcome, drawn' }))
    expect(screen.getByText('Outcome: Upheld 18, Not upheld 31.')).toBeVisible()
    await expectNoViolations()
  })

  it.each(['bars', 'line'] as const)('draws %s', async (drawn_as) => {
    const sections = REPORT.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => ('drawn_as' in block ? { ...block, drawn_as } : block)),
    }))
    const report: Report = { ...REPORT, sections }
    server.on('GET /api/analytics/v1/annual-report/draft', () => ({ ...DRAFT, report }))
    await open('#section-outcomes_said')
    const drawn = await screen.findByRole('img', { name: 'Outcome: Upheld 18, Not upheld 31.' })
    expect(drawn).toHaveTextContent('31')
    await expectNoViolations()
  })

  it('is not worked out anew under who reads it, but when they ask', async () => {
    const live = liveStream(server)
    const { user } = await open()
    await screen.findByRole('button', { name: '57 complaints' })
    vi.setSystemTime(new Date('2026-03-24T10:50:00Z'))
    live.changed()
    await user.click(await screen.findByRole('button', { name: 'Show the figures of now' }))
    await waitFor(() => expect(server.asked('GET', '/api/analytics/v1/annual-report/draft')).toHaveLength(2))
    await waitFor(() => expect(screen.queryByText(/Something changed since/)).not.toBeInTheDocument())
  })

  it('shows one part at a time where there is no room, and leads to the report from the others', async () => {
    const { user } = await open()
    const parts = within(await screen.findByRole('group', { name: 'Part of the page' }))
    expect(parts.getByRole('button', { name: 'Report' })).toHaveAttribute('aria-pressed', 'true')
    await user.click(parts.getByRole('button', { name: 'Checks: 2 to fix' }))
    expect(parts.getByRole('button', { name: 'Report' })).toHaveAttribute('aria-pressed', 'false')
    await user.click(screen.getByRole('link', { name: /^See it in section 2/ }))
    expect(parts.getByRole('button', { name: 'Report' })).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByRole('heading', { name: '2. What we found' })).toBeVisible()
  })

  it('asks for another year, scope or quarter by its address', async () => {
    const { user, router } = await open()
    await user.selectOptions(screen.getByLabelText('Part of the year'), 'July to September')
    expect(await screen.findByRole('heading', { level: 1, name: 'Report of July to September, 2025-26' })).toBeVisible()
    await user.selectOptions(screen.getByLabelText('Complaints about'), 'Children’s social care')
    expect(router.state.location.search).toBe('?year=2025-26&scope=children&quarter=2')
    await waitFor(() => {
      const asked = server.asked('GET', '/api/analytics/v1/annual-report/draft').at(-1)
      expect(asked?.query.toString()).toBe('authority=eastmere&year=2025-26&scope=children&quarter=2')
    })
  })

  it('says that a year is empty, and which are not', async () => {
    server.on('GET /api/analytics/v1/annual-report/draft', () => problem(422, 'Nothing is recorded for Eastmere in 2025-26.'))
    await open()
    expect(await screen.findByText('Nothing is recorded for Eastmere in 2025-26.')).toBeVisible()
    expect(await screen.findByRole('link', { name: '2024-25' })).toHaveAttribute('href', '/reports?year=2024-25&scope=adults')
    await expectNoViolations()
  })
})

describe('words', () => {
  it('are written with a figure of the report in them, and can be left and found again', async () => {
    const { user } = await open('#at-action')
    await user.click(await screen.findByRole('button', { name: /^Edit the words/ }))
    const field = screen.getByLabelText('Your words')
    expect(field).toHaveFocus()
    await user.clear(field)
    await user.type(field, 'We changed how we answer:')
    await user.type(screen.getByRole('searchbox', { name: 'Put a figure in' }), 'well-founded how many')
    const figures = within(screen.getByRole('group', { name: 'Put a figure in' }))
    await user.click(figures.getByRole('button', { name: /^25 of 57 \(44%\)/ }))
    expect(field).toHaveFocus()
    await user.keyboard(' were well-founded.')
    expect(field).toHaveValue('We changed how we answer: {well_founded|of} were well-founded.')
    expect(screen.getByRole('region', { name: 'As it will read' })).toHaveTextContent('answer: 25 of 57 (44%) were')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Leave this for now' }))
    await user.click(screen.getByRole('button', { name: /^Edit the words/ }))
    expect(screen.getByLabelText('Your words')).toHaveValue('We changed how we answer: {well_founded|of} were well-founded.')
    await user.click(screen.getByLabelText('I sign this as Director of adult social care'))
    await user.click(screen.getByRole('button', { name: 'Save the words' }))
    await waitFor(() =>
      expect(written()).toEqual([
        {
          authority: 'eastmere',
          year: '2025-26',
          scope: 'adults',
          quarter: null,
          text: 'We changed how we answer: {well_founded|of} were well-founded.',
          kept: {},
          answer: null,
          parts: {},
          about: null,
          sign: true,
          instead_of: '2026-03-23T14:00:00Z',
        },
      ]),
    )
    expect(server.asked('PUT', WORDS)[0]?.headers.get('Idempotency-Key')).toBeTruthy()
    expect(screen.queryByLabelText('Your words')).not.toBeInTheDocument()
  })

  it('answer a clause of a code, with its figure beside it and what will be done', async () => {
    const code: Section = {
      id: 'self_assessment',
      number: '4',
      title: 'Self-assessment',
      blocks: [{ kind: 'assessment', id: 'code_6', number: '4.1', title: 'The stages', clauses: [CLAUSE] }],
    }
    const report = { ...DRAFT.report, sections: [...DRAFT.report.sections, code] }
    server.on('GET /api/analytics/v1/annual-report/draft', () => ({ ...DRAFT, report }))
    server.on('PUT /api/analytics/v1/annual-report/words/code_6_2', () => ({ ...DRAFT, report }))
    const { user } = await open('#at-code_6_2')
    const clause = within((await screen.findByRole('heading', { name: /^6\.2 Complaints/ })).parentElement as HTMLElement)
    expect(screen.getByText('0 of 1 answered')).toBeVisible()
    expect(clause.getByText('Not answered yet')).toBeVisible()
    expect(clause.getByRole('button', { name: '25 of 57 (44%)' })).toBeVisible()
    await user.click(clause.getByRole('button', { name: /^Answer this/ }))
    await expectNoViolations()
    await user.click(clause.getByRole('radio', { name: 'In part' }))
    await user.type(clause.getByLabelText('Evidence'), 'We looked at every letter.')
    await user.type(clause.getByLabelText('What will be done'), 'A second person looks.')
    await user.click(clause.getByRole('button', { name: 'Save the words' }))
    await waitFor(() =>
      expect(server.asked('PUT', '/api/analytics/v1/annual-report/words/code_6_2')[0]?.body).toMatchObject({
        text: 'We looked at every letter.',
        answer: 'partly',
        parts: { to_do: 'A second person looks.' },
      }),
    )
  })

  it('tell of a case in an example, which somebody else signs', async () => {
    const example: Words = {
      ...ACTION,
      id: 'example_1',
      title: 'Example 1',
      sign_off: 'a second person',
      asks: ['put_right', 'learned'],
      of_case: true,
    }
    const sections = DRAFT.report.sections.map((section) =>
      section.id === 'learning' ? { ...section, blocks: [example] } : section,
    )
    const [words] = DRAFT.words
    if (!words) throw new Error('Nothing is written.')
    const draft: DraftRead = {
      ...DRAFT,
      report: { ...DRAFT.report, sections },
      words: [{ ...words, place: 'example_1', about: 'EAS-2526-0014', parts: { put_right: 'We said sorry.' } }],
    }
    server.on('GET /api/analytics/v1/annual-report/draft', () => draft)
    server.on('PUT /api/analytics/v1/annual-report/words/example_1', () => draft)
    const { user } = await open('#at-example_1')
    expect(await screen.findByRole('link', { name: 'EAS-2526-0014' })).toHaveAttribute('href', '/cases/EAS-2526-0014')
    await user.click(screen.getByRole('button', { name: /^Edit the words/ }))
    expect(screen.getByLabelText('Of which case')).toHaveValue('EAS-2526-0014')
    expect(screen.queryByLabelText(/^I sign this/)).not.toBeInTheDocument()
    await expectNoViolations()
    await user.type(screen.getByLabelText('What was learned'), 'Rotas are looked at.')
    await user.click(screen.getByRole('button', { name: 'Save the words' }))
    const sent = () => server.asked('PUT', '/api/analytics/v1/annual-report/words/example_1').at(-1)?.body
    const parts = { put_right: 'We said sorry.', learned: 'Rotas are looked at.' }
    await waitFor(() => expect(sent()).toMatchObject({ about: 'EAS-2526-0014', parts, sign: false }))
    await user.click(await screen.findByRole('button', { name: 'Sign as a second person' }))
    await waitFor(() => expect(sent()).toMatchObject({ about: 'EAS-2526-0014', sign: true }))
  })

  it('stay, with what is wrong beside them, when they are refused', async () => {
    server.on(`PUT ${WORDS}`, () =>
      problem(422, 'Some figures are not known.', [{ pointer: '/text', detail: '{recieved} is no figure of this report.' }]),
    )
    const { user } = await open('#at-action')
    await user.click(await screen.findByRole('button', { name: /^Edit the words/ }))
    await user.click(screen.getByRole('button', { name: 'Save the words' }))
    expect(await screen.findByRole('link', { name: '{recieved} is no figure of this report.' })).toBeVisible()
    expect(screen.getByLabelText('Your words')).toHaveAccessibleDescription(/is no figure of this report/)
  })

  it('are not put over those of a colleague unseen', async () => {
    const [words] = DRAFT.words
    if (!words) throw new Error('Nothing is written.')
    const theirs = { ...words, text: 'Theirs.', written_by: 'S B', written_at: '2026-03-24T10:41:00.5Z' }
    server.on(`PUT ${WORDS}`, ({ body }) => {
      server.on('GET /api/analytics/v1/annual-report/draft', () => ({ ...DRAFT, words: [theirs] }))
      return (body as WordsWritten).instead_of === theirs.written_at ? DRAFT : problem(409, 'S B changed these words meanwhile.')
    })
    const { user } = await open('#at-action')
    await user.click(await screen.findByRole('button', { name: /^Edit the words/ }))
    await user.type(screen.getByLabelText('Your words'), ' Mine.')
    await user.click(screen.getByRole('button', { name: 'Save the words' }))
    const notice = await screen.findByText('S B changed these words while you were writing.')
    expect(notice.closest('[role=alert]')).toHaveTextContent('Theirs.')
    expect(screen.getByLabelText('Your words')).toHaveValue(`${words.text} Mine.`)
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save the words' }))
    await waitFor(() => expect(screen.queryByLabelText('Your words')).not.toBeInTheDocument())
  })

  it('have a typed number marked, which is bound to the nearest figure', async () => {
    const { user } = await open('#at-action')
    expect(await screen.findByText('33%', { selector: 'mark' })).toBeVisible()
    await user.click(within(await checks()).getByRole('button', { name: 'Use 44% in place of 33%' }))
    await waitFor(() => expect(written()[0]).toMatchObject({ text: 'Last year {well_founded} were well-founded, of {received}.' }))
  })

  it('keep a typed number with a reason', async () => {
    server.on(`PUT ${WORDS}`, ({ body }) =>
      (body as WordsWritten).kept?.['33%'] === 'It' ? problem(422, 'Too short.', [{ pointer: '/kept/33%', detail: 'Say more.' }]) : READY,
    )
    const { user } = await open()
    const card = within(await checks())
    await user.click(card.getByRole('button', { name: 'Keep, with a reason: 33%' }))
    const reason = card.getByLabelText('Why 33% may stand')
    await user.type(reason, 'It')
    await user.click(card.getByRole('button', { name: 'Keep 33%' }))
    expect(await card.findByRole('link', { name: 'Say more.' })).toBeVisible()
    await expectNoViolations()
    await user.type(reason, ' is of a survey')
    await user.click(card.getByRole('button', { name: 'Keep 33%' }))
    await waitFor(() => expect(card.queryByText(/typed and bound to no figure/)).not.toBeInTheDocument())
    expect(written().at(-1)).toMatchObject({ text: DRAFT.words[0]?.text, kept: { '33%': 'It is of a survey' } })
  })

  it('are signed in the office that the place asks for', async () => {
    const [words] = DRAFT.words
    if (!words) throw new Error('Nothing is written.')
    const signed = { ...words, signed_by: 'H R', signed_at: '2026-03-24T10:50:00Z' }
    server.on(`PUT ${WORDS}`, () => ({ ...READY, words: [signed] }))
    const { user } = await open('#at-action')
    await user.click(await screen.findByRole('button', { name: `Sign as ${ACTION.sign_off}` }))
    expect(await screen.findByText(`Signed by H R as ${ACTION.sign_off}, 24 March 2026, 10:50`)).toBeVisible()
    expect(written()).toMatchObject([{ text: words.text, sign: true }])
  })
})

describe('publishing', () => {
  it('says why not, with the way to each place', async () => {
    const { user } = await open()
    const publish = await screen.findByRole('button', { name: 'Publish' })
    expect(publish).toHaveAttribute('aria-disabled', 'true')
    expect(publish).toHaveAccessibleDescription(/^Publish makes version 1, for good/)
    await user.click(publish)
    const why = screen.getByRole('alert')
    expect(why).toHaveFocus()
    expect(why).toHaveTextContent('Not yet: 2 things to fix first.')
    expect(within(why).getByRole('link', { name: /^The number 33%/ })).toHaveAttribute('href', expect.stringContaining('#at-action'))
    expect(server.asked('POST', PUBLICATIONS)).toEqual([])
    await expectNoViolations()
  })

  it('makes a version at one press, says its fingerprint, and gives it to take away', async () => {
    const save = vi.spyOn(download, 'saveFile').mockReturnValue()
    server
      .on('GET /api/analytics/v1/annual-report/draft', () => READY)
      .on(`POST ${PUBLICATIONS}`, () => {
        server.on('GET /api/analytics/v1/annual-report/draft', () => ({ ...READY, publications: [PUBLICATION] }))
        return json(PUBLICATION, 201)
      })
      .on('GET /api/analytics/v1/annual-report', () =>
        new Response('<p>The report</p>', { headers: { 'Content-Disposition': 'attachment; filename="eastmere-2025-26-v1.html"' } }),
      )
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Publish' }))
    expect(await screen.findByRole('heading', { name: 'Version 1 is published' })).toHaveFocus()
    const versions = within(screen.getByRole('region', { name: 'Published versions' }))
    expect(await versions.findByText('Published 24 March 2026, 11:00, by H R')).toBeVisible()
    expect(screen.getAllByText(PUBLICATION.sha256)[0]).toBeVisible()
    await user.click(versions.getByRole('button', { name: 'Web page, version 1' }))
    await waitFor(() => expect(save).toHaveBeenCalledWith('eastmere-2025-26-v1.html', expect.any(Blob)))
    const asked = server.asked('GET', '/api/analytics/v1/annual-report')[0]?.query
    expect([asked?.get('format'), asked?.get('version')]).toEqual(['html', '1'])
    await expectNoViolations()
  })

  it('says what the service refuses', async () => {
    server
      .on('GET /api/analytics/v1/annual-report/draft', () => READY)
      .on(`POST ${PUBLICATIONS}`, () => problem(409, 'Nothing has changed since the last version.'))
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Publish' }))
    const refused = await screen.findByRole('alert')
    expect(refused).toHaveTextContent('It is not publishedNothing has changed since the last version.')
    expect(refused).toHaveFocus()
  })

  it('is for managers', async () => {
    await open('', 'complaints_officer')
    expect(await screen.findByText(/^A manager publishes it/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Publish' })).not.toBeInTheDocument()
  })
})

describe('a published version', () => {
  it('is read whole, as it was, without saying which hidden number was small', async () => {
    const signed = { ...ACTION, signed_by: 'H R' }
    const sections = REPORT.sections.map((section) => (section.id === 'learning' ? { ...section, blocks: [signed] } : section))
    server.on('GET /api/analytics/v1/annual-report', () => ({ ...REPORT, sections, version: 1 }))
    const { user } = await open('&version=1', 'auditor')
    expect(await screen.findByText(/^Version 1, as it was published/)).toBeVisible()
    const asked = server.asked('GET', '/api/analytics/v1/annual-report')[0]?.query
    expect([asked?.get('format'), asked?.get('version')]).toEqual(['json', '1'])
    for (const { number, title } of REPORT.sections) {
      expect(screen.getByRole('heading', { name: `${number}. ${title}` })).toBeVisible()
    }
    expect(screen.getByRole('row', { name: 'Withdrawn [c] [c] 0' })).toBeVisible()
    expect(screen.getByText('Signed by H R as Director of adult social care')).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Edit the words/ })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '57 complaints' }))
    expect(screen.getByRole('link', { name: 'See the figure of now' })).toBeVisible()
    await expectNoViolations()
  })
})

describe('who only reads figures', () => {
  it('has the published versions with what each changed, and files to take away', async () => {
    const second = { ...PUBLICATION, version: 2, changes: ['Table 1.1, Complaints received, 2025-26: 58, was 57.'] }
    server.on(`GET ${PUBLICATIONS}`, () => [second, PUBLICATION])
    await open('', 'auditor')
    const versions = within(await screen.findByRole('region', { name: 'Published versions' }))
    expect(versions.getByText('1 change since version 1')).toBeVisible()
    expect(versions.getByText(second.changes[0] ?? '')).toBeInTheDocument()
    expect(versions.getByRole('button', { name: 'PDF, version 2' })).toBeVisible()
    expect(versions.getAllByRole('link', { name: /^Read it/ })[1]).toHaveAttribute(
      'href',
      '/reports?year=2025-26&scope=adults&version=1',
    )
    expect(screen.getByRole('button', { name: 'Excel, the draft' })).toBeVisible()
    expect(server.asked('GET', '/api/analytics/v1/annual-report/draft')).toEqual([])
    await expectNoViolations()
  })
})
