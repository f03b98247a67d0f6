import { useState } from 'react'
import type { Channel } from '../../../api'
import { CHANNEL_WORDS } from '../../../api/words.gen'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { clockTime, fullDate, readDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { choices } from '../../../lib/words'
import type { SectionProps } from './Section'

const OFFERED: Channel[] = [
  'phone',
  'in_person',
  'email',
  'letter',
  'web_form',
  'social_media',
  'elected_member',
  'ombudsman',
]

interface Props extends Pick<SectionProps, 'draft' | 'set' | 'errors' | 'today'> {
  now: Date
}

/** How and when it came: by phone, now, unless someone says otherwise. */
export function Received({ draft, set, errors, today, now }: Props) {
  const [open, setOpen] = useState(false)
  const read = readDate(draft.receivedOn, today)
  const when = read
    ? `${fullDate(read.on)}${draft.receivedAt ? ` at ${draft.receivedAt}` : ''}`
    : `today ${fullDate(today)} at ${clockTime(now)}`
  const error = errorFor(errors, 'received-on')
  const fromError = errorFor(errors, 'from-received-on') ?? errorFor(errors, 'from-body')
  const shown = open || error !== undefined || fromError !== undefined
  return (
    <>
      <p className="rd-received">
        {CHANNEL_WORDS[draft.channel]}, {when}
        {draft.fromBody.trim() && `, sent on by ${draft.fromBody.trim()}`}{' '}
        <button type="button" className="rd-linklike" aria-expanded={shown} onClick={() => setOpen(!open)}>
          Change<span className="govuk-visually-hidden"> how and when it came</span>
        </button>
      </p>
      {shown && (
        <div className="rd-received__fields">
          <Select
            id="channel"
            label="How it came"
            value={draft.channel}
            onChange={(channel) => set({ channel: channel as Channel })}
            options={choices(CHANNEL_WORDS, OFFERED)}
          />
          <DateField
            id="received-on"
            label="Received on"
            hint="Left empty: today, now"
            today={today}
            error={error}
            value={draft.receivedOn}
            onChange={(receivedOn) => set({ receivedOn })}
          />
          <TextField
            id="received-at"
            type="time"
            label="At"
            value={draft.receivedAt}
            onChange={(receivedAt) => set({ receivedAt })}
          />
          <TextField
            id="from-body"
            label="Sent on by another body"
            error={errorFor(errors, 'from-body')}
            value={draft.fromBody}
            onChange={(fromBody) => set({ fromBody })}
          />
          {draft.fromBody.trim() !== '' && (
            <DateField
              id="from-received-on"
              label="They received it on"
              hint="Our dates count from our own receipt"
              today={today}
              error={errorFor(errors, 'from-received-on')}
              value={draft.fromReceivedOn}
              onChange={(fromReceivedOn) => set({ fromReceivedOn })}
            />
          )}
        </div>
      )}
    </>
  )
}
