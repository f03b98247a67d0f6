import type { Finding, IssueRead } from '../../../api'
import { addIssue, changeIssue, recordFinding } from '../../../api'
import { ABOUT_WORDS, FINDING_WORDS } from '../../../api/words.gen'
import { Radios, Tick } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextArea, TextField } from '../../../components/Fields'
import {
  bodyOptions,
  categoryOptions,
  subcategoryOptions,
  teamOptions,
  themeOptions,
  useCouncil,
} from '../../../lib/council'
import { dayMonth } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { useContactOf } from '../queries'
import { useIssueNames } from '../useIssueNames'
import { ActionForm } from './ActionForm'
import { dateFrom, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const ISSUE_FIELDS = {
  '/category': 'category',
  '/subcategory': 'subcategory',
  '/theme': 'theme',
  '/description': 'description',
  '/about': 'about',
  '/body': 'body',
  '/team': 'issue-team',
}

interface Described {
  category: string
  subcategory: string
  theme: string
  description: string
  about: IssueRead['about']
  body: string
  team: string
}

/** What an issue is, and the codes that figures count it under. */
function IssueForm({ held, done, about: number, begin }: ActionProps & { begin: Described }) {
  const action = useAction(held, ISSUE_FIELDS, done)
  const council = useCouncil().data
  const provider = useContactOf(held.ref).data?.provider?.name
  const [category, setCategory] = useTyped('category', begin.category)
  const [subcategory, setSubcategory] = useTyped('subcategory', begin.subcategory)
  const [theme, setTheme] = useTyped('theme', begin.theme)
  const [description, setDescription] = useTyped('description', begin.description)
  const [about, setAbout] = useTyped<IssueRead['about']>('about', begin.about, Object.keys(ABOUT_WORDS))
  const [bodyCode, setBodyCode] = useTyped('body', begin.body)
  const [team, setTeam] = useTyped('team', begin.team)
  const [primary, setPrimary] = useTyped('primary', false)
  const subcategories = subcategoryOptions(council, category, subcategory)
  const themes = themeOptions(council, theme)
  const bodies = bodyOptions(council, bodyCode)
  const whose = choices(ABOUT_WORDS).filter((one) => one.value !== 'another_body' || bodies.length > 1)
  const maybePrimary = number !== undefined && !held.issues.find((one) => String(one.number) === number)?.primary
  const save = () => {
    const body = {
      category,
      subcategory: subcategories.some((one) => one.value === subcategory) ? subcategory || null : null,
      theme: theme || null,
      description: description.trim(),
      about,
      body: about === 'another_body' ? bodyCode || null : null,
      team: team || null,
    }
    action.submit(
      (headers) =>
        number === undefined
          ? addIssue({ path: { ref: held.ref }, body, headers, throwOnError: true })
          : changeIssue({ path: { ref: held.ref, number: Number(number) }, body: { ...body, primary }, headers, throwOnError: true }),
      [
        ...needText(category, 'category', 'Choose what it is about'),
        ...needText(description, 'description', 'Describe the issue'),
        ...(about === 'another_body' ? needText(bodyCode, 'body', 'Choose which body') : []),
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title={number === undefined ? 'Add an issue' : `Change issue ${number}`}
      save="Save the issue"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="category"
        label="It is about"
        error={errorFor(action.errors, 'category')}
        value={category}
        onChange={setCategory}
        options={categoryOptions(council, 'Choose', category)}
      />
      {subcategories.length > 1 && (
        <Select
          id="subcategory"
          label="More closely"
          error={errorFor(action.errors, 'subcategory')}
          value={subcategory}
          onChange={setSubcategory}
          options={subcategories}
        />
      )}
      <TextField
        id="description"
        label="The issue in one line"
        error={errorFor(action.errors, 'description')}
        value={description}
        onChange={setDescription}
      />
      <Radios
        id="about"
        legend="Whose doing"
        hint={provider && `The provider is ${provider}.`}
        choices={whose}
        value={about}
        onChange={setAbout}
      />
      {about === 'another_body' && (
        <Select
          id="body"
          label="Which body"
          error={errorFor(action.errors, 'body')}
          value={bodyCode}
          onChange={setBodyCode}
          options={bodies}
        />
      )}
      <Select
        id="issue-team"
        label="Service"
        error={errorFor(action.errors, 'issue-team')}
        value={team}
        onChange={setTeam}
        options={teamOptions(council, 'No service', team)}
      />
      {themes.length > 1 && (
        <Select
          id="theme"
          label="Theme"
          error={errorFor(action.errors, 'theme')}
          value={theme}
          onChange={setTheme}
          options={themes}
        />
      )}
      {maybePrimary && (
        <Tick
          id="primary"
          label="It is what the complaint is about first of all"
          value={primary}
          onChange={setPrimary}
        />
      )}
    </ActionForm>
  )
}

export function AddIssue(props: ActionProps) {
  const team = props.held.team ?? ''
  const begin = { category: '', subcategory: '', theme: '', description: '', about: 'council', body: '', team } as const
  return <IssueForm {...props} about={undefined} begin={begin} />
}

export function ChangeIssue(props: ActionProps) {
  const nameOf = useIssueNames(props.held.ref)
  const issue = props.held.issues.find((one) => String(one.number) === props.about)
  if (!issue) return null
  const { category, about } = issue
  const begin = {
    category,
    subcategory: issue.subcategory ?? '',
    theme: issue.theme ?? '',
    description: nameOf(issue),
    about,
    body: issue.body ?? '',
    team: issue.team ?? '',
  }
  return <IssueForm {...props} begin={begin} />
}

/** What stands on record for an issue now, beside what is being written. */
function OnRecord({ issue }: { issue: IssueRead | undefined }) {
  if (!issue?.outcome) return null
  return (
    <p className="rd-notice">
      On record: <b>{FINDING_WORDS[issue.outcome]}</b>
      {issue.decided_by && `, ${issue.decided_by}`}
      {issue.decided_on && `, ${dayMonth(issue.decided_on)}`}. {issue.reason}
    </p>
  )
}

const FINDING_FIELDS = {
  '/outcome': 'outcome',
  '/reason': 'reason',
  '/evidence': 'evidence',
  '/standard': 'standard',
  '/noted': 'noted',
  '/decided_on': 'decided-on',
}

/** Begins with the issue that was chosen, else with the first without a finding. */
export function RecordFinding({ held, today, done, about }: ActionProps) {
  const action = useAction(
    held,
    FINDING_FIELDS,
    done,
  )
  const nameOf = useIssueNames(held.ref)
  const first = held.issues.find((issue) => issue.outcome === null) ?? held.issues[0]
  const [chosen, setChosen] = useTyped('chosen', about ?? String(first?.number ?? ''), held.issues.map((one) => String(one.number)))
  const [outcome, setOutcome] = useTyped<Finding | null>('outcome', null, Object.keys(FINDING_WORDS))
  const [reason, setReason] = useTyped('reason', '')
  const [on, setOn] = useTyped('on', startWith(today))
  const issueOf = (number: string) => held.issues.find((one) => String(one.number) === number)
  const issue = issueOf(chosen)
  const [evidence, setEvidence] = useTyped('evidence', issue?.evidence ?? '')
  const [standard, setStandard] = useTyped('standard', issue?.standard ?? '')
  const [noted, setNoted] = useTyped('noted', issue?.noted ?? '')
  const choose = (number: string) => {
    const other = issueOf(number)
    setChosen(number)
    setEvidence(other?.evidence ?? '')
    setStandard(other?.standard ?? '')
    setNoted(other?.noted ?? '')
  }
  const save = () => {
    const [decided, wrong] = dateFrom(on, today, 'decided-on')
    action.submit(
      (headers) =>
        recordFinding({
          path: { ref: held.ref, number: Number(chosen) },
          body: {
            outcome: outcome ?? 'no_finding',
            reason: reason.trim(),
            evidence: evidence.trim() || null,
            standard: standard.trim() || null,
            noted: noted.trim() || null,
            decided_on: decided,
          },
          headers,
          throwOnError: true,
        }),
      [
        ...(outcome === null ? [{ field: 'outcome', message: 'Choose what was found' }] : []),
        ...needText(reason, 'reason', 'Say what the finding rests on'),
        ...wrong,
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record a finding"
      save="Save the finding"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="issue"
        label="Issue"
        value={chosen}
        onChange={choose}
        options={held.issues.map((one) => ({
          value: String(one.number),
          label: `${one.number}. ${nameOf(one)}`,
        }))}
      />
      <OnRecord issue={issue} />
      <Radios
        id="outcome"
        legend="Finding"
        error={errorFor(action.errors, 'outcome')}
        choices={choices(FINDING_WORDS)}
        value={outcome}
        onChange={setOutcome}
      />
      <TextArea
        id="reason"
        label="Because"
        hint="As it is said to the complainant."
        rows={3}
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
      <TextArea
        id="evidence"
        label="What was looked at (optional)"
        rows={2}
        error={errorFor(action.errors, 'evidence')}
        value={evidence}
        onChange={setEvidence}
      />
      <TextArea
        id="standard"
        label="Law, policy or guidance that applied (optional)"
        rows={2}
        error={errorFor(action.errors, 'standard')}
        value={standard}
        onChange={setStandard}
      />
      <TextArea
        id="noted"
        label="For the file (optional)"
        hint="Never said to the complainant, and left out of what is printed."
        rows={2}
        error={errorFor(action.errors, 'noted')}
        value={noted}
        onChange={setNoted}
      />
      <DateField
        id="decided-on"
        label="Decided on"
        today={today}
        error={errorFor(action.errors, 'decided-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}
