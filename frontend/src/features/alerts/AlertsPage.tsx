import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { AlertRead, Question } from '../../api'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { useAlerts } from '../../lib/alerts'
import { useMay, useSession } from '../../lib/session'
import { AlertForm } from './AlertForm'
import { AlertItem } from './AlertItem'
import { Receiver } from './Receiver'
import './alerts.css'

interface Props {
  /** The page on which a figure's question is asked. */
  figuresAt: (question: Question) => string
  /** The question that an address holds; null where it holds none that an alert could ask. */
  questionIn: (params: URLSearchParams, authority: string) => Question | null
}

/** Rules over any figure, and what each of them has said. */
export function AlertsPage({ figuresAt, questionIn }: Props) {
  const [params, setParams] = useSearchParams()
  const authority = useSession()?.authority ?? ''
  const mayWrite = useMay('alerts:write')
  const alerts = useAlerts()
  const asked = useMemo(() => questionIn(params, authority), [params, authority, questionIn])
  const [form, setForm] = useState<'new' | AlertRead | null>(null)
  const open = form ?? (asked && mayWrite ? 'new' : null)
  const close = () => {
    setForm(null)
    setParams({}, { replace: true })
  }
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Alerts</PageTitle>
          <p className="rd-received">
            Each looks at one figure, again whenever something changes and on every new day. Today shows what is raised.
          </p>
        </div>
        {mayWrite && !open && (
          <button type="button" className="rd-button" onClick={() => setForm('new')}>
            Write an alert
          </button>
        )}
      </div>
      <div className="rd-stack">
        {open && (
          <AlertForm
            key={open === 'new' ? 'new' : open.id}
            alert={open === 'new' ? undefined : open}
            asked={open === 'new' ? asked : null}
            done={close}
          />
        )}
        {alerts.isPending && <Filling label="Fetching the alerts" />}
        {alerts.isError && <Failed error={alerts.error} retry={() => void alerts.refetch()} />}
        {alerts.data &&
          (alerts.data.length === 0 ? (
            <p className="rd-card rd-empty">There is no alert yet.</p>
          ) : (
            <ul className="rd-card">
              {alerts.data.map((alert) => (
                <AlertItem key={alert.id} alert={alert} figuresAt={figuresAt} change={() => setForm(alert)} />
              ))}
            </ul>
          ))}
        {mayWrite && <Receiver />}
      </div>
    </>
  )
}
