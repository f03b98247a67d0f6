import type { PublicFormRead } from '../../api'

/** Whom to phone at once: said as soon as somebody may come to harm. */
export function InDanger({ form, wasSent = false }: { form: PublicFormRead; wasSent?: boolean }) {
  return (
    <div className="rd-notice rd-notice--late" role="status">
      <p>
        <strong>If somebody is in danger now, phone 999.</strong>
      </p>
      <p>
        If you are worried about somebody, phone <b>{form.safeguarding_phone}</b>
        {form.hours && ` (${form.hours})`}. That is quicker than this form.
        {!wasSent && ' You can still send it.'}
      </p>
    </div>
  )
}
