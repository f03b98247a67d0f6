import type { Method } from '../../../api'
import { answerRequest, askContributor, chaseRequest, recordOmbudsmanEnquiry, withdrawRequest } from '../../../api'
import { METHOD_WORDS } from '../../../api/words.gen'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { askedWho, isOwed } from '../clockWords'
import { useClientNames, useJointOf } from '../queries'
import { ActionForm } from './ActionForm'
import { BEYOND_LIMIT, BeyondLimit, meant } from './BeyondLimit'
import { dateFrom, maybeDate, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = {
  '/asked_of': 'asked-of',
  '/client': 'client',
  '/may_be_told_because': 'may-be-told',
  '/what': 'what',
  '/letter_on': 'letter-on',
  '/asked_on': 'asked-on',
  '/due_on': 'due-on',
  ...BEYOND_LIMIT,
}

/** Somebody is asked for something, and has a clock for it. */
export function AskContributor({ held, today, done }: ActionProps) {
  const action = useAction(held, FIELDS, done)
  const bodies = useJointOf(held.ref).data?.bodies ?? []
  const clients = useClientNames().data?.items ?? []
  const [body, setBody] = useTyped('body', '')
  const [client, setClient] = useTyped('client', '')
  const [who, setWho] = useTyped('who', '')
  const [mayBeTold, setMayBeTold] = useTyped('may-be-told', '')
  const isBody = bodies.some((one) => one.body === body)
  const system = clients.find((one) => one.client_id === client)
  const notTold = errorFor(action.errors, 'may-be-told')
  const [what, setWhat] = useTyped('what', '')
  const [on, setOn] = useTyped('on', startWith(today))
  const [due, setDue] = useTyped('due', '')
  const [beyond, setBeyond] = useTyped('beyond', '')
  const save = () => {
    const [askedOn, wrong] = dateFrom(on, today, 'asked-on')
    const [dueOn, wrongDue] = maybeDate(due, today, 'due-on', 'ahead')
    const sent = {
      asked_of: isBody ? body : (system?.organisation ?? who.trim()),
      ...(system && { client: system.client_id }),
      ...(!isBody && mayBeTold.trim() && { may_be_told_because: mayBeTold.trim() }),
      what: what.trim(),
      asked_on: askedOn,
      due_on: dueOn,
      ...meant(beyond),
    }
    action.submit(
      (headers) => askContributor({ path: { ref: held.ref }, body: sent, headers, throwOnError: true }),
      [
        ...(isBody || system ? [] : needText(who, 'asked-of', 'Say who was asked')),
        ...needText(what, 'what', 'Say what was asked for'),
        ...wrong,
        ...wrongDue,
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Ask a contributor"
      save="Record what was asked"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      {bodies.length > 0 && (
        <Select
          id="asked-body"
          label="Body of the joint complaint"
          hint="It is told nothing before the person agrees."
          value={isBody ? body : ''}
          onChange={setBody}
          options={[
            { value: '', label: 'Somebody else' },
            ...bodies.map((one) => ({
              value: one.body,
              label: one.not_shared_because ? `${one.name} (nothing may be shared yet)` : one.name,
            })),
          ]}
        />
      )}
      {clients.length > 0 && (
        <Select
          id="client"
          label="Whose system is told"
          hint="They read there what you ask and by when you need it, nothing else of the case, and can answer there."
          error={errorFor(action.errors, 'client')}
          value={system ? client : ''}
          onChange={setClient}
          options={[
            { value: '', label: 'Nobody’s: you tell them yourself' },
            ...clients.map((one) => ({ value: one.client_id, label: one.organisation })),
          ]}
        />
      )}
      {!isBody && !system && (
        <TextField
          id="asked-of"
          label="Who was asked"
          hint="A provider, a team, the NHS."
          error={errorFor(action.errors, 'asked-of')}
          value={who}
          onChange={setWho}
        />
      )}
      {!isBody && (notTold !== undefined || mayBeTold !== '') && (
        <TextField
          id="may-be-told"
          label="Why they may be told"
          hint="Such as: it is the provider of the care. It is kept with the case."
          error={notTold}
          value={mayBeTold}
          onChange={setMayBeTold}
        />
      )}
      <TextField
        id="what"
        label="What for"
        error={errorFor(action.errors, 'what')}
        value={what}
        onChange={setWhat}
      />
      <DateField
        id="asked-on"
        label="Asked on"
        today={today}
        error={errorFor(action.errors, 'asked-on')}
        value={on}
        onChange={setOn}
      />
      <DateField
        id="due-on"
        label="Answer asked for by, if you gave a date"
        hint="Else it is counted from the day they were asked."
        today={today}
        ahead
        error={errorFor(action.errors, 'due-on')}
        value={due}
        onChange={setDue}
      />
      <BeyondLimit errors={action.errors} value={beyond} onChange={setBeyond} />
    </ActionForm>
  )
}

/** The Ombudsman asks the council for something. */
export function RecordEnquiry({ held, today, done }: ActionProps) {
  const action = useAction(held, FIELDS, done)
  const [what, setWhat] = useTyped('what', '')
  const [letter, setLetter] = useTyped('letter', '')
  const [on, setOn] = useTyped('on', startWith(today))
  const [due, setDue] = useTyped('due', '')
  const save = () => {
    const [letterOn, wrongLetter] = maybeDate(letter, today, 'letter-on')
    const [askedOn, wrong] = dateFrom(on, today, 'asked-on')
    const [dueOn, wrongDue] = maybeDate(due, today, 'due-on', 'ahead')
    const asked = { asked_of: 'The Ombudsman', what: what.trim() }
    const body = { ...asked, letter_on: letterOn, asked_on: askedOn, due_on: dueOn }
    action.submit(
      (headers) => recordOmbudsmanEnquiry({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...needText(what, 'what', 'Say what they ask for'), ...wrongLetter, ...wrong, ...wrongDue],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record an Ombudsman enquiry"
      save="Record the enquiry"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <TextField
        id="what"
        label="What they ask for"
        error={errorFor(action.errors, 'what')}
        value={what}
        onChange={setWhat}
      />
      <DateField
        id="letter-on"
        label="Date of the letter"
        hint="Leave it empty if it has none."
        today={today}
        error={errorFor(action.errors, 'letter-on')}
        value={letter}
        onChange={setLetter}
      />
      <DateField
        id="asked-on"
        label="Received on"
        hint="The days for our answer are counted from here."
        today={today}
        error={errorFor(action.errors, 'asked-on')}
        value={on}
        onChange={setOn}
      />
      <DateField
        id="due-on"
        label="Answer due by, if the letter says"
        hint="It wins over the date that is counted."
        today={today}
        ahead
        error={errorFor(action.errors, 'due-on')}
        value={due}
        onChange={setDue}
      />
    </ActionForm>
  )
}

/** A contributor is reminded of what they were asked for. */
export function RecordChase({ held, today, about, done }: ActionProps) {
  const action = useAction(held, { '/chased_on': 'chased-on', '/method': 'method' }, done)
  const awaited = held.requests.filter((one) => one.who === 'contributor' && isOwed(one))
  const [chosen, setChosen] = useTyped('chosen', about ?? String(awaited[0]?.number ?? ''), awaited.map((one) => String(one.number)))
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<string>('method', 'phone', Object.keys(METHOD_WORDS))
  const save = () => {
    const [chasedOn, wrong] = dateFrom(on, today, 'chased-on')
    action.submit(
      (headers) =>
        chaseRequest({
          path: { ref: held.ref, number: Number(chosen) },
          body: { chased_on: chasedOn, method: method as Method },
          headers,
          throwOnError: true,
        }),
      wrong,
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record a chase"
      save="Record the chase"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="request"
        label="Of whom"
        value={chosen}
        onChange={setChosen}
        options={awaited.map((one) => ({ value: String(one.number), label: `${askedWho(one)}: ${one.what}` }))}
      />
      <DateField
        id="chased-on"
        label="Chased on"
        today={today}
        error={errorFor(action.errors, 'chased-on')}
        value={on}
        onChange={setOn}
      />
      <Select
        id="method"
        label="How"
        error={errorFor(action.errors, 'method')}
        value={method}
        onChange={setMethod}
        options={choices(METHOD_WORDS)}
      />
    </ActionForm>
  )
}

/** What was asked for was given: by a contributor to us, or by us to the Ombudsman. */
export function RecordReply({ held, today, about, done }: ActionProps) {
  const action = useAction(held, { '/answered_on': 'answered-on' }, done)
  const open = held.requests.filter(isOwed)
  const [chosen, setChosen] = useTyped('chosen', about ?? String(open[0]?.number ?? ''), open.map((one) => String(one.number)))
  const [on, setOn] = useTyped('on', startWith(today))
  const request = held.requests.find((one) => String(one.number) === chosen)
  const ours = request?.who === 'council'
  const save = () => {
    const [answered, wrong] = dateFrom(on, today, 'answered-on')
    action.submit(
      (headers) =>
        answerRequest({
          path: { ref: held.ref, number: Number(chosen) },
          body: { answered_on: answered },
          headers,
          throwOnError: true,
        }),
      wrong,
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title={ours ? 'Record our reply to the Ombudsman' : 'Record a reply'}
      save="Record the reply"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="request"
        label="To what"
        value={chosen}
        onChange={setChosen}
        options={open.map((one) => ({ value: String(one.number), label: `${askedWho(one)}: ${one.what}` }))}
        hint={request && `Asked on ${longDate(request.asked_on)}.`}
      />
      <DateField
        id="answered-on"
        label={ours ? 'Sent on' : 'Received on'}
        today={today}
        error={errorFor(action.errors, 'answered-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

/** What was asked for is needed no more: the Ombudsman withdrew its enquiry, or we ask a contributor no longer. */
export function WithdrawRequest({ held, today, about, done }: ActionProps) {
  const action = useAction(held, { '/withdrawn_on': 'withdrawn-on', '/reason': 'reason' }, done)
  const open = held.requests.filter(isOwed)
  const [chosen, setChosen] = useTyped('chosen', about ?? String(open[0]?.number ?? ''), open.map((one) => String(one.number)))
  const [on, setOn] = useTyped('on', startWith(today))
  const [reason, setReason] = useTyped('reason', '')
  const save = () => {
    const [withdrawn, wrong] = dateFrom(on, today, 'withdrawn-on')
    action.submit(
      (headers) =>
        withdrawRequest({
          path: { ref: held.ref, number: Number(chosen) },
          body: { withdrawn_on: withdrawn, reason: reason.trim() },
          headers,
          throwOnError: true,
        }),
      [...wrong, ...needText(reason, 'reason', 'Say why')],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="A request is withdrawn"
      save="Record that it is withdrawn"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="request"
        label="Which"
        hint="Its date is owed no more: it counts neither as met nor as missed."
        value={chosen}
        onChange={setChosen}
        options={open.map((one) => ({ value: String(one.number), label: `${askedWho(one)}: ${one.what}` }))}
      />
      <DateField
        id="withdrawn-on"
        label="Withdrawn on"
        today={today}
        error={errorFor(action.errors, 'withdrawn-on')}
        value={on}
        onChange={setOn}
      />
      <TextField id="reason" label="Why" error={errorFor(action.errors, 'reason')} value={reason} onChange={setReason} />
    </ActionForm>
  )
}
