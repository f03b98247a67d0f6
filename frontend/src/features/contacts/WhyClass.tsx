import { useId, useState } from 'react'
import type { ClassExplained, ContactFacts, Found, MatterExplained, RowAsked } from '../../api'
import { FOUND_WORDS } from '../../api/words.gen'
import { Failed, Filling } from '../../components/Page'
import { plural } from '../../lib/words'
import { useWhy } from './queries'

const BY: Record<ClassExplained['decided_by'], string> = {
  rules: '',
  officer: 'An officer decided this. Below is what the rules find in what is known now.',
  import: 'It came with the records of an earlier year, and stands as the council recorded it.',
}

function Row({ row }: { row: RowAsked }) {
  return (
    <li className={row.decides ? 'rd-rows__decides' : undefined}>
      <span className={`rd-rows__found rd-rows__found--${row.found satisfies Found}`}>{FOUND_WORDS[row.found]}</span>
      <span>
        {row.asks}
        <span className="rd-second rd-block">
          Rule {row.rule}. {row.source}.
        </span>
        {row.decides && <b className="rd-block">This decided it.</b>}
      </span>
    </li>
  )
}

function OneMatter({ matter, several }: { matter: MatterExplained; several: boolean }) {
  const [all, setAll] = useState(false)
  const telling = matter.rows.filter((row) => row.found !== 'no')
  const passed = matter.rows.length - telling.length
  return (
    <>
      {several && (
        <p className="rd-rows__lead">
          {matter.number}. {matter.title}
        </p>
      )}
      <ol className="rd-rows">
        {(all ? matter.rows : telling).map((row) => (
          <Row key={row.rule} row={row} />
        ))}
      </ol>
      {passed > 0 && (
        <button type="button" className="rd-linklike" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show only what was found' : `Show the ${plural(passed, 'question')} answered no`}
        </button>
      )}
      {matter.would_change.length > 0 && (
        <>
          <p className="rd-rows__lead">What would change it</p>
          <ul className="rd-duties">
            {matter.would_change.map((change) => (
              <li key={change.when}>
                If {change.when}: <b>{change.outcome}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Why({ of }: { of: string | ContactFacts }) {
  const why = useWhy(of)
  if (why.isPending) return <Filling label="Fetching how it was decided" />
  if (why.isError) return <Failed error={why.error} retry={() => void why.refetch()} />
  const { decided_by, matters } = why.data
  return (
    <>
      {BY[decided_by] && <p>{BY[decided_by]}</p>}
      {matters.map((matter) => (
        <OneMatter key={matter.number} matter={matter} several={matters.length > 1} />
      ))}
    </>
  )
}

/** Which rules were asked in which order, what each found, and what would change the class; asked for when opened. */
export function WhyClass({ of }: { of: string | ContactFacts }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div>
      <button type="button" className="rd-linklike" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        How this was decided
      </button>
      <div id={id} className="rd-whyclass">
        {open && <Why of={of} />}
      </div>
    </div>
  )
}
