import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DryRun, ImportField, ImportJob, ImportMapping, MappingSuggestion } from '../../api'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const FIELDS: ImportField[] = [
  { path: 'ref', kind: 'text', codes: [], known: [] },
  { path: 'received_on', kind: 'date', codes: [], known: [] },
  { path: 'outcome', kind: 'code', codes: ['upheld', 'not_upheld'], known: [] },
  { path: 'classification', kind: 'code', codes: ['compliment', 'enquiry'], known: [] },
  { path: 'team', kind: 'text', codes: [], known: [] },
  { path: 'stages[].started_on', kind: 'date', codes: [], known: [] },
]
const MAPPING: ImportMapping = {
  columns: [
    { column: 'Ref No', field: 'ref', values: {} },
    { column: 'Received', field: 'received_on', values: {} },
    { column: 'Finding', field: 'outcome', values: { Justified: 'upheld' } },
  ],
  constants: { classification: '' },
  dates: 'day_first',
  reference: 'number',
  sheet: null,
  header_row: 3,
}
const HIDDEN = 'Hidden in the sheet, and read all the same: rows 3–5.'
const SUGGESTION: MappingSuggestion = {
  sheets: ['Log', 'Lookups'],
  hidden_sheets: ['Lookups'],
  notes: [HIDDEN],
  columns: [
    { column: 'Ref No', repeated: false, values: ['451', '452'] },
    { column: 'Received', repeated: false, values: ['03/04/2024'] },
    { column: 'Finding', repeated: false, values: ['Justified', 'Upheld', 'Won'] },
    { column: 'Notes', repeated: true, values: [] },
  ],
  mapping: MAPPING,
}
const DRY_RUN: DryRun = {
  lines: 1204,
  added: 1190,
  unchanged: 4,
  rejected: 10,
  warnings: 1,
  errors: [{ line: 7, column: 'Received', field: 'received_on', reason: 'received_on is in the future' }],
  told: [{ line: 1, column: null, field: null, reason: HIDDEN }],
  first: [{ line: 4, record: { ref: 'EAS-2425-0451', received_on: '2024-04-03', outcome: 'upheld', issues: [] } }],
  unused_columns: ['Notes'],
  beforehand: ['Columns that are not read: Notes.', HIDDEN, 'Refused, by row number: 7, 9–17.'],
  stopped_at: null,
}
const JOB: ImportJob = {
  job_id: 'a'.repeat(32),
  file_name: 'Log 2024.csv',
  state: 'done',
  started_by: 'J T',
  started_at: '2026-03-24T10:40:00Z',
  finished_at: '2026-03-24T10:41:00Z',
  undone_at: null,
  undone_by: null,
  bytes_total: 2000,
  bytes_done: 2000,
  lines_done: 1190,
  added: 1190,
  unchanged: 0,
  rejected: 0,
  warnings: 0,
}
const PATHS = {
  suggest: '/api/intake/v1/imports/suggested-mapping',
  dryRun: '/api/intake/v1/imports/dry-run',
  imports: '/api/intake/v1/imports',
  saved: '/api/intake/v1/import-mappings/log-2024',
}

let server: StubServer
beforeEach(() => {
  server = startServer()
    .on('GET /api/intake/v1/imports', () => ({ items: [] }))
    .on('GET /api/intake/v1/import-fields', () => ({ items: FIELDS }))
    .on('GET /api/intake/v1/import-mappings', () => ({ items: [] }))
    .on(`POST ${PATHS.suggest}`, () => SUGGESTION)
    .on(`PUT ${PATHS.saved}`, ({ body }) => ({ name: 'log-2024', mapping: body, changed_by: 'J T', changed_at: '' }))
    .on(`POST ${PATHS.dryRun}`, () => DRY_RUN)
})

async function look(file = new File(['Ref No\n'], 'Log 2024.csv')) {
  await openPage('/imports', 'admin')
  const user = userEvent.setup({ applyAccept: false })
  await user.upload(await screen.findByLabelText('File'), file)
  await user.click(screen.getByRole('button', { name: 'Look at its columns' }))
  return user
}

const saved = () => server.asked('PUT', PATHS.saved).at(-1)?.body as ImportMapping

describe('a spreadsheet on the imports page', () => {
  it('shows what each column gives, before anything is stored', async () => {
    await look()
    expect(screen.getByRole('heading', { name: 'How Log 2024.csv is read' })).toHaveFocus()
    const table = await screen.findByRole('table', { name: 'Columns of the file' })
    expect(within(table).getByRole('row', { name: /Received 03\/04\/2024/ })).toBeVisible()
    expect(screen.getByRole('combobox', { name: 'What Finding gives' })).toHaveValue('outcome')
    expect(screen.getByRole('combobox', { name: 'Justified is, as outcome' })).toHaveValue('upheld')
    expect(screen.getByText('2 words of your own, 1 not translated yet')).toBeVisible()
    expect(screen.getByText(/several columns of this name/)).toBeVisible()
    await expectNoViolations()
    expect(server.asked('POST', PATHS.suggest)[0]?.headers.get('Content-Type')).toBe('text/csv')
    expect(server.asked('POST', PATHS.imports)).toEqual([])
  })

  it('saves the mapping, tries it, and brings the rows in by it', async () => {
    server
      .on(`POST ${PATHS.imports}`, () => json(JOB, 202))
      .on(`GET ${PATHS.imports}/${JOB.job_id}`, () => JOB)
    const user = await look()
    await user.selectOptions(await screen.findByLabelText('Won is, as outcome'), 'Not known: leave it out')
    await user.selectOptions(screen.getByLabelText('Classification'), 'Compliment')
    await user.click(screen.getAllByText('Another field')[0] as HTMLElement)
    await user.selectOptions(screen.getByLabelText('What else Received gives'), 'Stage 1: started')
    await user.click(screen.getByRole('button', { name: 'Add: What else Received gives' }))
    await user.click(screen.getByRole('radio', { name: '4 March' }))
    await user.click(screen.getByRole('button', { name: 'Save and try it' }))

    const words = '1,204 rows read: 1,190 would be added, 4 are already there, 10 would be rejected.'
    expect(await screen.findByRole('heading', { name: words })).toHaveFocus()
    expect(saved().columns.slice(2)).toEqual([
      { column: 'Finding', field: 'outcome', values: { Justified: 'upheld', Won: null } },
      { column: 'Received', field: 'stages[1].started_on', values: {} },
    ])
    expect(saved()).toMatchObject({ constants: { classification: 'compliment' }, dates: 'month_first' })
    const [tried] = server.asked('POST', PATHS.dryRun)
    expect(tried?.query.get('mapping')).toBe('log-2024')
    expect(screen.getByRole('row', { name: /7 Received “Day received” is in the future/ })).toBeVisible()
    expect(screen.getByRole('heading', { name: 'The first errors, of 10 rows' })).toBeVisible()
    expect(within(screen.getByRole('region', { name: 'Row 4' })).getByText('3 April 2024')).toBeVisible()
    await expectNoViolations()

    await user.click(screen.getByRole('button', { name: 'Bring in 1,190 rows' }))
    expect(await screen.findByRole('heading', { name: 'Log 2024.csv' })).toBeVisible()
    expect(server.asked('POST', PATHS.imports)[0]?.query.get('mapping')).toBe('log-2024')
    expect(screen.queryByRole('table', { name: 'Columns of the file' })).not.toBeInTheDocument()
  })

  it('puts what is wrong with the mapping at its column and its field', async () => {
    const errors = [
      { pointer: '/columns/2/values/Won', detail: 'this is no code' },
      { pointer: '/constants/classification', detail: 'classification needs a value' },
      { pointer: '/columns', detail: 'no column gives received_on' },
    ]
    server.on(`PUT ${PATHS.saved}`, () => problem(422, 'The mapping does not fit the import format.', errors))
    const user = await look()
    await user.click(await screen.findByRole('button', { name: 'Save and try it' }))
    expect(await screen.findByRole('alert')).toHaveFocus()
    expect(screen.getByText('no column gives “Day received”')).toBeVisible()
    expect(screen.getByLabelText('What Finding gives')).toHaveAccessibleDescription(/this is no code/)
    expect(screen.getByLabelText('Classification')).toBeInvalid()
    await expectNoViolations()
    expect(server.asked('POST', PATHS.dryRun)).toEqual([])
  })

  it('forgets a try as soon as the mapping changes', async () => {
    const user = await look()
    await user.click(await screen.findByRole('button', { name: 'Save and try it' }))
    expect(await screen.findByRole('button', { name: /^Bring in 1,190/ })).toBeVisible()
    await user.selectOptions(screen.getByLabelText('What Finding gives'), 'Not read')
    expect(screen.queryByRole('button', { name: /^Bring in 1,190/ })).not.toBeInTheDocument()
  })

  it('has nothing to bring in when every row is there already', async () => {
    server.on(`POST ${PATHS.dryRun}`, () => ({ ...DRY_RUN, added: 0, errors: [], first: [] }))
    const user = await look()
    await user.click(await screen.findByRole('button', { name: 'Save and try it' }))
    expect(await screen.findByText('There is nothing new to bring in.')).toBeVisible()
  })

  it('begins with a saved mapping, also where the file lacks one of its columns', async () => {
    const mapping = { ...MAPPING, columns: [...MAPPING.columns, { column: 'Team name', field: 'team', values: {} }] }
    server
      .on('GET /api/intake/v1/import-mappings', () => ({
        items: [{ name: 'log-2024', changed_by: 'J T', changed_at: '' }],
      }))
      .on(`GET ${PATHS.saved}`, () => ({ name: 'log-2024', mapping, changed_by: 'J T', changed_at: '' }))
    const user = await look(new File(['x'], 'Another.xlsx'))
    await user.selectOptions(await screen.findByLabelText('Begin with'), 'log-2024')
    expect(await screen.findByText('The file does not have this column.')).toBeVisible()
    expect(screen.getByLabelText('Save this mapping as')).toHaveValue('log-2024')
    await user.selectOptions(screen.getByLabelText('What Team name gives'), 'Not read')
    expect(screen.queryByText('The file does not have this column.')).not.toBeInTheDocument()
  })

  it('reads another sheet, and another row as the headings', async () => {
    const user = await look(new File(['x'], 'Log 2024.xlsx'))
    expect(await screen.findByRole('option', { name: 'Lookups (hidden)' })).toBeInTheDocument()
    expect(screen.getByText(/rows 3–5/)).toBeVisible()
    await user.selectOptions(screen.getByLabelText('Sheet'), 'Lookups')
    await waitFor(() => expect(server.asked('POST', PATHS.suggest)).toHaveLength(2))
    expect(server.asked('POST', PATHS.suggest)[1]?.query.get('sheet')).toBe('Lookups')
    await user.selectOptions(screen.getByLabelText('Row with the headings'), '4')
    await waitFor(() => expect(server.asked('POST', PATHS.suggest).at(-1)?.query.get('header_row')).toBe('4'))
  })

  it('says why a file cannot be read', async () => {
    server.on(`POST ${PATHS.suggest}`, () => problem(422, 'The workbook has macros.'))
    await look(new File(['x'], 'Log.xlsm'))
    expect(await screen.findByRole('alert')).toHaveTextContent('The workbook has macros.')
  })

  it('asks for a name to save the mapping as', async () => {
    const user = await look()
    await user.clear(await screen.findByLabelText('Save this mapping as'))
    await user.click(screen.getByRole('button', { name: 'Save and try it' }))
    expect(screen.getByLabelText('Save this mapping as')).toBeInvalid()
    expect(server.asked('PUT', PATHS.saved)).toEqual([])
  })
})
