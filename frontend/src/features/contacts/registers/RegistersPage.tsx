import { Link, useSearchParams } from 'react-router'
import type { Register, RegisterCount } from '../../../api'
import { Select } from '../../../components/Fields'
import { NotShown } from '../../../components/NotShown'
import { Card, Failed, Filling, PageTitle } from '../../../components/Page'
import { useCouncil } from '../../../lib/council'
import { useMay } from '../../../lib/session'
import { useToday } from '../../../lib/useNow'
import { financialYear, lastYears } from '../../../lib/years'
import { ContactLine } from '../ContactLine'
import { useRegister, useRegisters } from '../queries'
import { REGISTERS, doneWords, partName } from './words'
import './registers.css'

function Count({ counted, chosen, year }: { counted: RegisterCount; chosen: boolean; year: string }) {
  const council = useCouncil().data
  const most = Math.max(1, ...counted.parts.map((part) => part.count))
  return (
    <section
      className={`rd-card rd-register ${chosen ? 'rd-register--chosen' : ''}`}
      aria-label={REGISTERS[counted.name]}
    >
      <h2 className="rd-h2">
        <Link to={`?year=${year}&register=${counted.name}`} aria-current={chosen ? 'true' : undefined}>
          {REGISTERS[counted.name]}
        </Link>
      </h2>
      <p className="rd-register__total">{counted.total}</p>
      <p className="rd-second">{doneWords(counted)}</p>
      <ul className="rd-bars">
        {counted.parts.map((part) => (
          <li key={part.code ?? 'none'}>
            <p className="rd-bars__line">
              <span>{partName(counted.name, part.code, council)}</span> <b>{part.count}</b>
            </p>
            <span className="rd-bars__track" aria-hidden="true">
              <i style={{ width: `${(100 * part.count) / most}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Listed({ register, year }: { register: Register; year: string }) {
  const contacts = useRegister(register, Number(year.slice(0, 4)))
  const items = contacts.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card title={`${REGISTERS[register]}, ${year}`} id="register">
      {contacts.isPending && <Filling label="Fetching the register" />}
      {contacts.isError && <Failed error={contacts.error} retry={() => void contacts.refetch()} />}
      {contacts.isSuccess && items.length === 0 && <p className="rd-card__body">There is none in this year.</p>}
      <NotShown count={contacts.data?.pages[0]?.restricted ?? 0} what="contact" />
      <ul>
        {items.map((contact) => (
          <ContactLine key={contact.ref} contact={contact} />
        ))}
      </ul>
      {contacts.hasNextPage && (
        <div className="rd-more">
          <button type="button" className="rd-button rd-button--second" onClick={() => void contacts.fetchNextPage()}>
            Show more
          </button>
        </div>
      )}
    </Card>
  )
}

/** What opens no case of its own, each with its own count: the year and the register stand in the address. */
export function RegistersPage() {
  const today = useToday()
  const seesPlans = useMay('contacts:plans')
  const [params, setParams] = useSearchParams()
  const year = params.get('year') ?? financialYear(today)
  const asked = params.get('register') ?? ''
  const register = asked in REGISTERS ? (asked as Register) : 'mp'
  const counts = useRegisters(Number(year.slice(0, 4)))
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Registers</PageTitle>
          <p className="rd-received">
            <Link to="/providers">The register of providers</Link>
            {seesPlans && (
              <>
                {' · '}
                <Link to="/contact-plans">Contact plans</Link>
              </>
            )}
          </p>
        </div>
        <Select
          id="register-year"
          label="Financial year"
          value={year}
          onChange={(chosen) => setParams({ year: chosen, register })}
          options={lastYears(today, year).map((one) => ({ value: one, label: one }))}
        />
      </div>
      {counts.isPending && <Filling label="Counting" />}
      {counts.isError && <Failed error={counts.error} retry={() => void counts.refetch()} />}
      {counts.data && (
        <div className="rd-registers">
          {counts.data.registers.map((counted) => (
            <Count key={counted.name} counted={counted} chosen={counted.name === register} year={year} />
          ))}
        </div>
      )}
      <Listed register={register} year={year} />
    </>
  )
}
