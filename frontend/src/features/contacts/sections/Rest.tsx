import { ADJUSTMENT_WORDS, REPLY_BY_WORDS } from '../../../api/words.gen'
import { Checkboxes, Radios } from '../../../components/Choices'
import { TextArea, TextField } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import { choices } from '../../../lib/words'
import type { Sorted } from '../draft'
import { WHOLE, wholeWords } from '../longWords'
import { ADVOCACY, HARM, KINDS } from './choices'
import { Matters } from './Matters'
import { Section } from './Section'
import { HarmWords, KindWords, SignWords } from './Suggested'
import type { SectionProps } from './Section'

export function WhatHappened({ draft, set, errors, council, today, asked, suggested }: SectionProps) {
  const offered = { suggested, draft, set }
  return (
    <Section title="What happened" answered={draft.narrative.trim() !== ''} toAsk={asked.has('kind')}>
      <TextArea
        id="narrative"
        label="In the caller’s own words"
        error={errorFor(errors, 'narrative')}
        value={draft.narrative}
        onChange={(narrative) => set({ narrative })}
      />
      {wholeWords(draft.narrative) && (
        <p className="rd-second" role="status">
          That is longer than a contact has room for. All of it is kept, as the file {WHOLE}; the contact has its beginning.
        </p>
      )}
      <HarmWords {...offered} />
      <Radios
        id="kind"
        legend="The caller is"
        error={errorFor(errors, 'kind')}
        choices={KINDS}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
      />
      <div className="rd-chips">
        <KindWords {...offered} />
        <SignWords suggested={suggested} draft={draft} />
      </div>
      <Matters draft={draft} set={set} council={council} today={today} suggested={suggested} />
      <TextField
        id="desired-outcome"
        label="What would put it right?"
        error={errorFor(errors, 'desired-outcome')}
        value={draft.desiredOutcome}
        onChange={(desiredOutcome) => set({ desiredOutcome })}
      />
    </Section>
  )
}

export function Safety({ draft, set, errors, asked }: SectionProps) {
  return (
    <Section
      title="Safety"
      answered={draft.harm !== null}
      toAsk={asked.has('harm_alleged')}
    >
      <Radios
        id="harm"
        legend="Is anyone at risk of harm now?"
        error={errorFor(errors, 'harm')}
        choices={HARM}
        value={draft.harm}
        onChange={(harm) => set({ harm })}
      />
    </Section>
  )
}

export function OurReply({ draft, set, errors }: SectionProps) {
  return (
    <Section title="Our reply" answered={draft.replyBy !== null}>
      <Radios
        id="reply-by"
        legend="How should we reply?"
        error={errorFor(errors, 'reply-by')}
        choices={choices(REPLY_BY_WORDS)}
        value={draft.replyBy}
        onChange={(replyBy) => set({ replyBy })}
      />
      {draft.replyBy?.includes('letter') && !draft.anonymous && (
        <TextField
          id="address"
          label="Address"
          error={errorFor(errors, 'address')}
          value={draft.address}
          onChange={(address) => set({ address })}
        />
      )}
      <Checkboxes
        id="adjustments"
        legend="Anything that makes it easier?"
        error={errorFor(errors, 'adjustments')}
        choices={choices(ADJUSTMENT_WORDS)}
        value={draft.adjustments}
        onChange={(adjustments) => set({ adjustments })}
      />
      {draft.adjustments.length > 0 && (
        <TextField
          id="adjustment-note"
          label="What exactly helps"
          error={errorFor(errors, 'adjustment-note')}
          value={draft.adjustmentNote}
          onChange={(adjustmentNote) => set({ adjustmentNote })}
        />
      )}
      <details
        className="rd-more-topics"
        open={[draft.contactNote, draft.language, draft.advocacy ?? ''].some((said) => said !== '')}
      >
        <summary>Language, when to reach them, an advocate</summary>
        <div className="rd-fields">
          {!draft.anonymous && (
            <div className="rd-pair">
              <TextField
                id="contact-note"
                label="When and how to reach them"
                hint="After four; never leave a message"
                error={errorFor(errors, 'contact-note')}
                value={draft.contactNote}
                onChange={(contactNote) => set({ contactNote })}
              />
              <TextField
                id="language"
                label="Language, if not English"
                error={errorFor(errors, 'language')}
                value={draft.language}
                onChange={(language) => set({ language })}
              />
            </div>
          )}
          <Radios
            id="advocacy"
            legend="Was an advocate offered?"
            error={errorFor(errors, 'advocacy')}
            choices={ADVOCACY}
            value={draft.advocacy}
            onChange={(advocacy) => set({ advocacy })}
          />
        </div>
      </details>
    </Section>
  )
}

const SORTED: { value: Sorted; label: string }[] = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes, on this call' },
  { value: 'perhaps', label: 'Perhaps by tomorrow' },
]

export function BeforeTheyGo({ draft, set, errors }: SectionProps) {
  return (
    <Section title="Before they go" answered={draft.sorted !== null}>
      <Radios
        id="sorted"
        legend="Is it sorted out, to their satisfaction?"
        error={errorFor(errors, 'sorted')}
        choices={SORTED}
        value={draft.sorted}
        onChange={(sorted) => set({ sorted })}
      />
    </Section>
  )
}
