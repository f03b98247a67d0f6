import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useKeys } from '../lib/keys'
import { LiveMark } from './LiveMark'
import './wall.css'

interface Props {
  title: string
  /** What the numbers are of, beside the title. */
  of: ReactNode
  /** Of when they are; undefined: they are being fetched. */
  asOf: string | undefined
  /** The page that it shows, to which the only link and Escape lead back. */
  page: { pathname: string; search: string }
  children: ReactNode
}

/** A page for a screen on a wall: read from across a room, changing by itself, with nothing to press. */
export function Wall({ title, of, asOf, page, children }: Props) {
  const navigate = useNavigate()
  useKeys({ leave: () => void navigate(page) })
  useEffect(() => {
    document.title = `${title}, on the wall - Redress`
  }, [title])
  return (
    <main id="main" className="rd-wall">
      <div className="rd-wall__top">
        <h1>{title}</h1>
        {of && <p>{of}</p>}
        {asOf && <LiveMark asOf={asOf} />}
        <p className="rd-wall__leave">
          <Link to={page}>Leave the wall screen</Link> (Esc)
        </p>
      </div>
      {children}
    </main>
  )
}
