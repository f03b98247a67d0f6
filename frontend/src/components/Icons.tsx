/** Marks drawn here, each beside words that say the same: they are hidden from screen readers. */

interface MarkProps {
  size?: number
}

const hidden = { 'aria-hidden': true, focusable: false } as const

export function LateMark({ size = 16 }: MarkProps) {
  return (
    <svg {...hidden} className="rd-mark" width={size} height={size} viewBox="0 0 16 16">
      <path fill="var(--late)" d="M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9z" />
      <path fill="var(--on-late)" d="M7.1 3.4h1.8v5.6H7.1zM7.1 10.6h1.8v1.9H7.1z" />
    </svg>
  )
}

export function SoonMark({ size = 16 }: MarkProps) {
  return (
    <svg {...hidden} className="rd-mark" width={size} height={size} viewBox="0 0 16 16">
      <path fill="var(--soon-mark)" d="M8 1.2 15.6 14.6H.4z" />
      <path fill="var(--ink)" d="M7.2 6h1.6v4.4H7.2zM7.2 11.4h1.6V13H7.2z" />
    </svg>
  )
}

export function OnTrackMark({ size = 16 }: MarkProps) {
  return (
    <svg {...hidden} className="rd-mark" width={size} height={size} viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="6.4" fill="var(--paper)" stroke="var(--well)" strokeWidth="2.2" />
    </svg>
  )
}

export function MetMark({ size = 16 }: MarkProps) {
  return (
    <svg {...hidden} className="rd-mark" width={size} height={size} viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="7.5" fill="var(--well)" />
      <path fill="none" stroke="var(--paper)" strokeWidth="2" d="m4.4 8.3 2.5 2.5 4.7-5" />
    </svg>
  )
}

export function UnknownMark({ size = 16 }: MarkProps) {
  return (
    <svg {...hidden} className="rd-mark" width={size} height={size} viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="6.8" fill="var(--paper)" stroke="var(--second)" strokeWidth="1.6" strokeDasharray="2.4 1.8" />
      <path
        fill="none"
        stroke="var(--text)"
        strokeWidth="1.5"
        d="M6.2 6.3c.1-2.3 3.6-2.2 3.6 0 0 1.4-1.8 1.4-1.8 2.9M8 10.6v1.5"
      />
    </svg>
  )
}

/** Somebody else's to do: neither late nor in time. */
export function TheirsMark({ size = 16 }: MarkProps) {
  return (
    <svg {...hidden} className="rd-mark" width={size} height={size} viewBox="0 0 16 16">
      <path fill="var(--paper)" stroke="var(--second)" strokeWidth="2" d="M2 8 8 2l6 6-6 6z" />
    </svg>
  )
}

export function SearchMark() {
  return (
    <svg {...hidden} width="18" height="18" viewBox="0 0 18 18">
      <circle cx="7.2" cy="7.2" r="5" fill="none" stroke="var(--text)" strokeWidth="2.4" />
      <path stroke="var(--text)" strokeWidth="2.8" d="m11 11 5.2 5.2" />
    </svg>
  )
}

/** The product's own mark: a sloping line brought level. */
export function BrandMark() {
  return (
    <svg {...hidden} width="26" height="20" viewBox="0 0 26 20">
      <path stroke="#8fb4b5" strokeWidth="3.4" d="M3 14.2 22 3.4" />
      <path stroke="#f2b134" strokeWidth="3.8" d="M1 17.4h24" />
    </svg>
  )
}
