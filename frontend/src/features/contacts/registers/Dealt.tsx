import { useState } from 'react'
import type { ContactRead, ProviderKind, RedirectedTo } from '../../../api'
import { raiseQualityAlert, redirectContact, thankForCompliment } from '../../../api'
import { REDIRECTED_TO_WORDS } from '../../../api/words.gen'
import { Checkboxes } from '../../../components/Choices'
import { DateField, dateError } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { Card } from '../../../components/Page'
import { useCouncil } from '../../../lib/council'
import { longDate, readDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useMay } from '../../../lib/session'
import { draftOf } from '../../../lib/drafts'
import { KeepTyped, useTyped } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { useToday } from '../../../lib/useNow'
import { choices, lowered } from '../../../lib/words'
import { CameBack } from '../CameBack'
import { ContactForm } from '../ContactForm'
import { useAct } from '../queries'
import { PROVIDER_KINDS } from '../../../lib/providers'

type Kind = 'redirect' | 'alert' | 'thank'
interface FormProps {
  contact: ContactRead
  done: () => void
}

/** The day it was done on, today unless typed otherwise. */
function useDay(initial: string | null | undefined) {
  const today = useToday()
  const [text, setText] = useTyped('text', initial ?? today)
  return { text, setText, on: readDate(text, today)?.on ?? null, today }
}

function useSaving(contact: ContactRead, fields: Record<string, string>, done: () => void) {
  const sending = useFormSend(useAct(contact.ref), fields, done)
  return { sending, errors: sending.errors, save: (wrong: FieldError[], send: () => Promise<unknown>) => sending.submit(send, wrong) }
}

function needed(value: string, field: string, message: string): FieldError[] {
  return value.trim() === '' ? [{ field, message }] : []
}

function PassOn({ contact, done }: FormProps) {
  const [route, setRoute] = useTyped<RedirectedTo>(
    'route',
    contact.redirection?.route ?? 'team',
    Object.keys(REDIRECTED_TO_WORDS),
  )
  const [to, setTo] = useTyped('to', contact.redirection?.to ?? '')
  const day = useDay(contact.redirection?.on)
  const { sending, errors, save } = useSaving(contact, { '/route': 'route', '/to': 'to', '/on': 'act-on' }, done)
  const submit = () =>
    save([...needed(to, 'to', 'Say to whom it went'), ...(day.on ? [] : [{ field: 'act-on', message: dateError(day.text) }])], () =>
      redirectContact({ path: { ref: contact.ref }, body: { route, to: to.trim(), on: day.on ?? '' }, throwOnError: true }),
    )
  return (
    <ContactForm sending={sending} save="Save where it went" cancel={done} submit={submit}>
      <Select
        id="route"
        label="It goes to"
        error={errorFor(errors, 'route')}
        value={route}
        onChange={(value) => setRoute(value as RedirectedTo)}
        options={choices(REDIRECTED_TO_WORDS)}
      />
      <TextField id="to" label="Which one" error={errorFor(errors, 'to')} value={to} onChange={setTo} />
      <DateField id="act-on" label="On" today={day.today} error={errorFor(errors, 'act-on')} value={day.text} onChange={day.setText} />
    </ContactForm>
  )
}

function Alert({ contact, done }: FormProps) {
  const held = contact.quality_alert
  const [name, setName] = useTyped('name', held?.provider?.name ?? contact.provider?.name ?? '')
  const [kind, setKind] = useTyped<ProviderKind>(
    'kind',
    held?.provider?.kind ?? contact.provider?.kind ?? 'home_care',
    Object.keys(PROVIDER_KINDS),
  )
  const [shortcoming, setShortcoming] = useTyped('shortcoming', held?.shortcoming ?? '')
  const [sentTo, setSentTo] = useTyped('sentTo', held?.sent_to ?? 'Contract monitoring')
  const day = useDay(held?.on)
  const fields = { '/provider': 'alert-provider', '/shortcoming': 'shortcoming', '/sent_to': 'sent-to', '/on': 'act-on' }
  const { sending, errors, save } = useSaving(contact, fields, done)
  const submit = () =>
    save(
      [
        ...needed(name, 'alert-provider', 'Say which provider it is'),
        ...needed(shortcoming, 'shortcoming', 'Say what fell short'),
        ...needed(sentTo, 'sent-to', 'Say who was told'),
        ...(day.on ? [] : [{ field: 'act-on', message: dateError(day.text) }]),
      ],
      () =>
        raiseQualityAlert({
          path: { ref: contact.ref },
          body: { provider: { name: name.trim(), kind }, shortcoming: shortcoming.trim(), sent_to: sentTo.trim(), on: day.on ?? '' },
          throwOnError: true,
        }),
    )
  return (
    <ContactForm sending={sending} save="Save the alert" cancel={done} submit={submit}>
      <TextField id="alert-provider" label="Provider" error={errorFor(errors, 'alert-provider')} value={name} onChange={setName} />
      <Select
        id="alert-kind"
        label="Kind of care"
        value={kind}
        onChange={(value) => setKind(value as ProviderKind)}
        options={choices(PROVIDER_KINDS)}
      />
      <TextField id="shortcoming" label="What fell short" error={errorFor(errors, 'shortcoming')} value={shortcoming} onChange={setShortcoming} />
      <TextField id="sent-to" label="Who was told" error={errorFor(errors, 'sent-to')} value={sentTo} onChange={setSentTo} />
      <DateField id="act-on" label="On" today={day.today} error={errorFor(errors, 'act-on')} value={day.text} onChange={day.setText} />
    </ContactForm>
  )
}

function Thank({ contact, done }: FormProps) {
  const themes = useCouncil().data?.compliment_themes ?? []
  const [chosen, setChosen] = useTyped<string[]>('chosen', contact.thanks?.themes ?? [])
  const [sharedWith, setSharedWith] = useTyped('sharedWith', contact.thanks?.shared_with ?? '')
  const day = useDay(contact.thanks?.on)
  const { sending, errors, save } = useSaving(contact, { '/themes': 'themes', '/shared_with': 'shared-with', '/on': 'act-on' }, done)
  const unreadable = day.text.trim() !== '' && day.on === null
  const submit = () =>
    save(unreadable ? [{ field: 'act-on', message: dateError(day.text) }] : [], () =>
      thankForCompliment({
        path: { ref: contact.ref },
        body: { themes: chosen, shared_with: sharedWith.trim() || null, on: day.on },
        throwOnError: true,
      }),
    )
  return (
    <ContactForm sending={sending} save="Save the thanks" cancel={done} submit={submit}>
      {themes.length > 0 && (
        <Checkboxes
          id="themes"
          legend="What is it for?"
          error={errorFor(errors, 'themes')}
          choices={themes.map(({ code, name }) => ({ value: code, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <TextField id="shared-with" label="Shared with" error={errorFor(errors, 'shared-with')} value={sharedWith} onChange={setSharedWith} />
      <DateField
        id="act-on"
        label="Thanked on"
        hint="Empty: nobody has thanked yet"
        today={day.today}
        error={errorFor(errors, 'act-on')}
        value={day.text}
        onChange={day.setText}
      />
    </ContactForm>
  )
}

function done(contact: ContactRead, themeName: (code: string) => string): [string, string][] {
  const { redirection, quality_alert: alert, thanks } = contact
  const said: [string, string][] = []
  // What was typed is null for whoever does not see the narrative.
  if (redirection) {
    const route = lowered(REDIRECTED_TO_WORDS[redirection.route])
    const where = redirection.to ? `${redirection.to} (${route})` : route
    said.push(['Passed on', `${where}, ${longDate(redirection.on)}`])
  }
  if (alert) {
    const [provider, day] = [alert.provider?.name, longDate(alert.on)]
    const what = alert.shortcoming ? `${provider}: ${alert.shortcoming}. ${alert.sent_to} was told on ${day}` : `${provider}, told on ${day}`
    said.push(['Quality alert', what])
  }
  if (thanks) {
    if (thanks.themes && thanks.themes.length > 0) said.push(['Thanked us for', thanks.themes.map(themeName).join(', ')])
    if (thanks.shared_with) said.push(['Shared with', thanks.shared_with])
    said.push(['Thanked', thanks.on ? longDate(thanks.on) : 'Not yet'])
  }
  return said
}

const KINDS: Kind[] = ['redirect', 'alert', 'thank']
const FORMS = { redirect: PassOn, alert: Alert, thank: Thank }
const DO: Record<Kind, string> = {
  redirect: 'Pass it on',
  alert: 'Record a quality alert',
  thank: 'Thank for it',
}

/** Praise within something else is thanked for and shared too. */
function praises({ matters }: ContactRead): Kind[] {
  return (matters ?? []).some((matter) => matter.kind === 'praise') ? ['thank'] : []
}

function possible(contact: ContactRead): Kind[] {
  const { classification: kind, disposition, duties } = contact.assessment
  if (kind === 'compliment') return ['thank']
  // What is sent on with consent has its own panel; what nobody can be asked about is passed on.
  const asksNobody = duties.some(({ code }) => code === 'pass_on')
  if (disposition === 'transferred' && !asksNobody) return ['alert']
  return kind === 'other_contact' || kind === 'enquiry' ? ['redirect', 'alert'] : ['alert']
}

/** What was done with a contact besides a case, and what can be. */
export function Dealt({ contact }: { contact: ContactRead }) {
  const council = useCouncil().data
  const idOf = (kind: Kind) => `contact/${contact.ref}/${kind}`
  const [open, setOpen] = useState(() => KINDS.find((kind) => draftOf(idOf(kind))) ?? null)
  const may = useMay('registers:write')
  const themeName = (code: string) => council?.compliment_themes.find((theme) => theme.code === code)?.name ?? code
  const lines = done(contact, themeName)
  const others = contact.provider || contact.assessment.classification !== 'statutory_complaint' ? possible(contact) : []
  const offers = [...new Set([...others, ...praises(contact)])]
  if (lines.length === 0 && (!may || offers.length === 0)) return null
  const Chosen = open && FORMS[open]
  return (
    <Card title="What was done" id="dealt">
      {lines.length > 0 && (
        <dl className="rd-card__body rd-lines">
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {Chosen ? (
        <KeepTyped id={idOf(open)} title={`${DO[open]}: ${contact.ref}`} path={`/contacts/${contact.ref}`}>
          <Chosen contact={contact} done={() => setOpen(null)} />
        </KeepTyped>
      ) : (
        may && (
          <div className="rd-card__body rd-buttons">
            {offers.map((kind) => (
              <button key={kind} type="button" className="rd-button rd-button--second" onClick={() => setOpen(kind)}>
                {DO[kind]}
              </button>
            ))}
          </div>
        )
      )}
      {!open && <CameBack contact={contact} />}
    </Card>
  )
}
