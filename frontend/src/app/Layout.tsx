import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation, useNavigationType } from 'react-router'
import type { Role } from '../api'
import { ROLE_WORDS } from '../api/words.gen'
import { BrandMark, SearchMark } from '../components/Icons'
import { Initials } from '../components/Page'
import { useOpenCount } from '../features/cases/queries'
import { useUnfinished } from '../features/contacts/queries'
import { useKeptFocus } from '../lib/useKeptFocus'
import type { Around } from '../features/help/HelpPage'
import { KeysDialog } from '../features/help/KeysDialog'
import { TourOffer } from '../features/help/TourOffer'
import { useCouncil } from '../lib/council'
import { gatherDrafts, useDraftCount } from '../lib/drafts'
import { useKeys } from '../lib/keys'
import { chooseCouncil, chooseRole, currentSession, signOut, useSession, whose } from '../lib/session'
import type { Session } from '../lib/session'
import { counted } from '../lib/words'
import { fetchDaily } from './daily'
import { Foot } from './Foot'
import { Printed } from './Printed'
import { lineOf, placesFor, recordsBeside } from './navigation'
import type { Place } from './navigation'

const UNFINISHED = '/unfinished'

/** What is opened by a button of the header. */
type Part = 'menu' | 'find' | 'more'

/** Taken once, so fetched when it is. */
const Tour = lazy(async () => ({ default: (await import('../features/help/Tour')).Tour }))

function Brand({ home }: { home: string }) {
  const council = useCouncil().data
  return (
    <div className="rd-brand">
      <Link to={home} className="rd-brand__name">
        <BrandMark />
        Redress
      </Link>
      {council && (
        <span className="rd-brand__council">
          {council.name}
          {council.demo && <span className="rd-brand__demo">Demo</span>}
        </span>
      )}
    </div>
  )
}

function Search() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  return (
    <form
      className="rd-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        // Whom somebody looks for stays out of the address, which browsers and proxies keep.
        void navigate('/contacts', { state: { q: text.trim(), by: whose() } })
      }}
    >
      <label className="govuk-visually-hidden" htmlFor="search">
        Reference, name, phone or words
      </label>
      <input
        id="search"
        className="rd-search__field"
        type="search"
        placeholder="Reference, name, phone or words"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="rd-search__go">
        <SearchMark />
        <span className="govuk-visually-hidden">Search</span>
      </button>
    </form>
  )
}

function Account({ session }: { session: Session }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { pathname } = useLocation()
  // Nothing that one person saw or typed is left for the next.
  const leave = async () => {
    if (pathname !== UNFINISHED) {
      const { here, elsewhere } = await gatherDrafts()
      if (here + elsewhere > 0) return void navigate(UNFINISHED, { state: { leaving: true, elsewhere } })
    }
    // The page is left at once, and the session ends when what was typed is gone.
    void navigate('/')
    void signOut()
  }
  // Another role works elsewhere, and may not see what is shown now.
  const wear = async (event: ChangeEvent<HTMLSelectElement>) => {
    await chooseRole(event.target.value as Role)
    const chosen = currentSession()
    await navigate(chosen ? (placesFor(chosen)[0]?.path ?? '/') : '/')
    await client.resetQueries()
  }
  return (
    <div className="rd-account">
      <Initials of={session.name} />
      {session.councils.length > 1 && (
        <select
          aria-label="Council"
          className="rd-account__council"
          value={session.authority}
          onChange={(event) => void chooseCouncil(event.target.value)}
        >
          {session.councils.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      )}
      {session.roles_held.length > 1 ? (
        <select aria-label="Role" className="rd-account__council" value={session.roles[0]} onChange={(event) => void wear(event)}>
          {session.roles_held.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </select>
      ) : (
        <span>{session.roles.map((role) => ROLE_WORDS[role]).join(', ')}</span>
      )}
      <Link to="/help" className="rd-account__help">
        Help
      </Link>
      <button type="button" className="rd-account__leave" onClick={() => void leave()}>
        Sign out
      </button>
    </div>
  )
}

function PlaceLink({ place }: { place: Place }) {
  const count = useOpenCount(place.counts !== undefined)
  return (
    <NavLink to={place.path} end={place.path.startsWith('/contacts')} className="rd-nav__link">
      {place.label}
      {place.counts && (
        <span className="rd-count rd-count--to-come">
          {count !== undefined && (
            <>
              {counted(count)}
              <span className="govuk-visually-hidden"> open</span>
            </>
          )}
        </span>
      )}
    </NavLink>
  )
}

interface MoreProps {
  places: Place[]
  open: boolean
  toggle: () => void
  close: () => void
}

/** What is seldom gone to: a button that shows its list, and says of the page that is open where it is. */
function MorePlaces({ places, open, toggle, close }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null)
  const { pathname } = useLocation()
  const here = places.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
  useEffect(() => {
    if (!open) return undefined
    const leave = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      button.current?.focus()
      close()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [open, close])
  return (
    <li
      className="rd-nav__more"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (open && !currentTarget.contains(relatedTarget)) close()
      }}
    >
      <button
        ref={button}
        type="button"
        className={`rd-nav__link ${here ? 'active' : ''}`}
        aria-expanded={open}
        onClick={toggle}
      >
        More
        {here && <span className="govuk-visually-hidden">: {here.label}</span>}
      </button>
      <ul className={open ? 'rd-shown' : ''}>
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </li>
  )
}

/** What is unfinished has a place in the menu while there is any. */
function UnfinishedLink({ records }: { records: boolean }) {
  const left = useUnfinished(records).data?.items.length ?? 0
  const count = useDraftCount() + left
  if (count === 0) return null
  return (
    <li>
      <NavLink to={UNFINISHED} className="rd-nav__link">
        Unfinished <span className="rd-count">{count}</span>
      </NavLink>
    </li>
  )
}

/** A new page is announced from its beginning: the focus goes to it, as after a full load. */
function useFocusOnNewPage(pathname: string, coming: string) {
  const main = useRef<HTMLElement>(null)
  const asked = useRef<Element | null>(null)
  // The first page of a visit begins at its top; one that was come to from the welcome page is a new one.
  const shown = useRef(useNavigationType() === 'POP' ? pathname : '')
  useEffect(() => {
    asked.current = document.activeElement
  }, [coming])
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    // Who is led from page to page stays with what leads them.
    const here = document.activeElement
    if (here?.closest('dialog')) return
    // Who has gone to the menu or the search while the page came is on their way to the next one.
    if (here !== asked.current && here?.closest('header, nav')) return
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

/** Header, navigation, main and foot: the same on every page behind sign-in. */
export function Layout() {
  const session = useSession()
  const { pathname } = useLocation()
  const coming = useNavigation().location?.pathname ?? pathname
  const [opened, setOpened] = useState<{ part: Part; on: string } | null>(null)
  // What was opened on one page is closed on the next, and what was opened while that came stays.
  const open = opened?.on === coming ? opened.part : null
  const main = useFocusOnNewPage(pathname, coming)
  useKeptFocus()
  useEffect(fetchDaily, [])
  const [keysShown, setKeysShown] = useState(false)
  const [touring, setTouring] = useState<Role | null>(null)
  const showKeys = () => setKeysShown(true)
  useKeys({ list: showKeys })
  if (!session) return null
  const places = placesFor(session)
  const { line, more } = lineOf(places)
  const [role] = session.roles
  const person = `${whose()}/${role}`
  const takeTour = () => setTouring(role ?? null)
  const leaveTour = () => {
    setTouring(null)
    main.current?.focus({ preventScroll: true })
  }
  const toggle = (part: Part) => setOpened(open === part ? null : { part, on: coming })
  return (
    <>
      <a className="govuk-skip-link rd-skip" href="#main">
        Skip to main content
      </a>
      <header className="rd-header">
        <div className="rd-width rd-header__row">
          <Brand home={places[0]?.path ?? '/'} />
          <div className="rd-header__small">
            <button type="button" aria-expanded={open === 'find'} onClick={() => toggle('find')}>
              Find
            </button>
            <button type="button" aria-expanded={open === 'menu'} onClick={() => toggle('menu')}>
              Menu
            </button>
          </div>
          <div className={`rd-header__find ${open === 'find' ? 'rd-shown' : ''}`}>
            <Search />
          </div>
          <div className={`rd-header__account ${open === 'menu' ? 'rd-shown' : ''}`}>
            <Account session={session} />
          </div>
        </div>
      </header>
      <nav className={`rd-nav ${open === 'menu' ? 'rd-shown' : ''}`} aria-label="Main">
        <div className="rd-width rd-nav__row">
          <ul className="rd-nav__list">
            {line.map((place) => (
              <li key={place.path}>
                <PlaceLink place={place} />
              </li>
            ))}
            <UnfinishedLink records={session.permissions.includes('contacts:record')} />
            {more.length > 0 && (
              <MorePlaces
                places={more}
                open={open === 'more'}
                toggle={() => toggle('more')}
                close={() => setOpened(null)}
              />
            )}
          </ul>
          {recordsBeside(session) && (
            <Link to="/contacts/new" className="rd-button">
              Record a contact
            </Link>
          )}
        </div>
      </nav>
      <main id="main" className="rd-width rd-main" tabIndex={-1} ref={main}>
        <Printed />
        <TourOffer key={person} person={person} take={takeTour} />
        <Outlet context={{ takeTour } satisfies Around} />
      </main>
      <Foot showKeys={showKeys} />
      {touring && (
        <Suspense>
          <Tour role={touring} leave={leaveTour} />
        </Suspense>
      )}
      {keysShown && <KeysDialog close={() => setKeysShown(false)} />}
      <ScrollRestoration />
    </>
  )
}
