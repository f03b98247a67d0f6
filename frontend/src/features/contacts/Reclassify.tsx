import type { Classification, ContactRead, RefusalReason } from '../../api'
import { CLASSIFICATION_WORDS, REFUSAL_REASON_WORDS } from '../../api/words.gen'
import { Select, TextArea } from '../../components/Fields'
import { proceduresOn, useCouncil } from '../../lib/council'
import { errorFor } from '../../lib/problem'
import { useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { choices, lowered } from '../../lib/words'
import { ContactForm } from './ContactForm'
import { useReclassify } from './queries'

const COMPLAINTS: ReadonlySet<Classification> = new Set(['statutory_complaint', 'corporate_complaint'])
/** The Ombudsman's Code keeps out corporate complaints alone. */
const refusalsOf = (classification: Classification) =>
  choices(REFUSAL_REASON_WORDS)
    .filter(({ value }) => value !== 'kept_out_by_code' || classification === 'corporate_complaint')
    .map(({ value, label }) => ({ value, label: `No: ${lowered(label)}` }))
const FIELDS = { '/refusal_reason': 'new-refusal', '/classification': 'new-class', '/procedure': 'new-procedure', '/reason': 'new-reason' }

/** An officer may decide otherwise than the rules, with a reason; both stay on the record. */
export function Reclassify({ contact, done }: { contact: ContactRead; done: () => void }) {
  const council = useCouncil().data
  const [classification, setClassification] = useTyped<Classification>(
    'classification',
    contact.assessment.classification,
    Object.keys(CLASSIFICATION_WORDS),
  )
  const [procedure, setProcedure] = useTyped('procedure', '')
  const [refusal, setRefusal] = useTyped('refusal', contact.assessment.refusal_reason ?? '')
  const [reason, setReason] = useTyped('reason', '')
  const { key } = useForm()
  const sending = useFormSend(useReclassify(contact.ref), FIELDS, done)
  const { errors } = sending
  const fitting = proceduresOn(council, contact.received_on)
  const procedures = fitting.filter((one) => one.classification === classification)

  const isComplaint = COMPLAINTS.has(classification)

  const save = () => {
    sending.submit(
      {
        body: {
          classification,
          procedure: procedure || null,
          refusal_reason: isComplaint && refusal !== '' ? (refusal as RefusalReason) : null,
          reason: reason.trim(),
        },
        key,
      },
      reason.trim() ? [] : [{ field: 'new-reason', message: 'Say why' }],
    )
  }

  return (
    <ContactForm
      sending={sending}
      save="Save the change"
      submit={save}
      cancel={done}
    >
      <Select
        id="new-class"
        label="It is a"
        hint="Left as it is, it is confirmed: what is learned later no longer changes it."
        error={errorFor(errors, 'new-class')}
        value={classification}
        onChange={(value) => {
          setClassification(value as Classification)
          setProcedure('')
          if (refusal === 'kept_out_by_code') setRefusal('')
        }}
        options={choices(CLASSIFICATION_WORDS)}
      />
      {procedures.length > 1 && (
        <Select
          id="new-procedure"
          label="Under the procedure"
          error={errorFor(errors, 'new-procedure')}
          value={procedure}
          onChange={setProcedure}
          options={[
            { value: '', label: classification === contact.assessment.classification ? 'As it is' : 'The first that fits' },
            ...procedures.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      )}
      {isComplaint && (
        <Select
          id="new-refusal"
          label="We look into it"
          error={errorFor(errors, 'new-refusal')}
          value={refusal}
          onChange={setRefusal}
          options={[{ value: '', label: 'Yes' }, ...refusalsOf(classification)]}
        />
      )}
      <TextArea
        id="new-reason"
        label="Because"
        rows={3}
        error={errorFor(errors, 'new-reason')}
        value={reason}
        onChange={setReason}
      />
    </ContactForm>
  )
}
