import { createContext, use, useCallback, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { draftOf, forgetDraft, keepDraft } from './drafts'
import type { Draft } from './drafts'

interface Typed {
  /** What was restored when the form was opened. */
  restored: Draft | undefined
  /** The idempotency key of what is sent from this form. */
  key: string
  /** The version of the record that the form was begun with. */
  version: number | undefined
  change: (name: string, value: unknown, blank: unknown) => void
  /** It was to be sent, and there is no line: the list of unfinished things says so until it is sent. */
  markUnsent: () => void
  /** It was sent: there is nothing left to go on with. */
  sent: () => void
  /** Throws away what was restored and typed; the form begins anew. */
  discard: () => void
}

const TypedContext = createContext<Typed | null>(null)

interface Props {
  id: string
  title: string
  path: string
  version?: number
  children: ReactNode
}

function Form({ id, title, path, version: now, anew, children }: Props & { anew: () => void }) {
  const [restored] = useState(() => draftOf(id))
  const [version] = useState(restored?.version ?? now)
  const [key, setKey] = useState(() => restored?.key ?? crypto.randomUUID())
  const begun = useRef(restored?.begun)
  const values = useRef<Record<string, unknown>>({ ...restored?.values })
  const blanks = useRef<Record<string, unknown>>({})
  const keep = useCallback(
    (unsent: boolean | undefined) => {
      const at = new Date().toISOString()
      begun.current ??= at
      keepDraft({ id, title, path, begun: begun.current, at, values: values.current, key, version, unsent })
    },
    [id, title, path, key, version],
  )
  const change = useCallback(
    (name: string, value: unknown, blank: unknown) => {
      values.current = { ...values.current, [name]: value }
      blanks.current[name] ??= blank
      const isBlank = Object.entries(values.current).every(
        ([each, typed]) => JSON.stringify(typed) === JSON.stringify(blanks.current[each]),
      )
      if (isBlank) forgetDraft(id)
      else keep(draftOf(id)?.unsent)
    },
    [id, keep],
  )
  const typed = useMemo(
    () => ({
      restored,
      key,
      version,
      change,
      markUnsent: () => keep(true),
      sent: () => {
        values.current = {}
        setKey(crypto.randomUUID())
        forgetDraft(id)
      },
      discard: () => {
        forgetDraft(id)
        anew()
      },
    }),
    [restored, key, version, change, keep, id, anew],
  )
  return <TypedContext value={typed}>{children}</TypedContext>
}

/** Around a form: what is typed in it is kept until it is sent, and is there when the form is opened again. */
export function KeepTyped(props: Props) {
  const [round, setRound] = useState(0)
  const anew = useCallback(() => setRound((before) => before + 1), [])
  return <Form key={`${props.id} ${round}`} {...props} anew={anew} />
}

/** What surrounds the form that this is used in, if what is typed there is kept. */
export function useFormAround(): Typed | null {
  return use(TypedContext)
}

/** What surrounds the form that this is used in. */
export function useForm(): Typed {
  const typed = useFormAround()
  if (!typed) throw new Error('A form stands in KeepTyped.')
  return typed
}

/** What a kept value has to be besides of the same kind: one of these codes, or what the test says; of an object, by name. */
export type Fit = readonly string[] | ((value: unknown) => boolean) | { readonly [name: string]: Fit }

/**
 * A kept value as far as this release's form can show it: of the same kind as what the form begins with and, where it
 * offers a choice, among the choices. What does not fit is as it is in a new form.
 */
export function fitted(value: unknown, blank: unknown, fit?: Fit): unknown {
  if (typeof fit === 'function') return fit(value) ? value : blank
  const codes = Array.isArray(fit) ? (fit as readonly unknown[]) : undefined
  if (Array.isArray(blank)) return Array.isArray(value) ? value.filter((one) => !codes || codes.includes(one)) : blank
  if (codes) return codes.includes(value) ? value : blank
  if (typeof blank === 'object' && blank !== null) {
    const kept = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
    const fits = (fit ?? {}) as Record<string, Fit>
    return Object.fromEntries(
      Object.entries(blank).map(([name, each]) => [name, name in kept ? fitted(kept[name], each, fits[name]) : each]),
    )
  }
  return typeof value === typeof blank ? value : blank
}

/**
 * Like `useState`, for something that is typed or chosen in a form: it is restored when the form is opened again.
 *
 * @param name what it is called among what the form keeps.
 * @param fit the codes that can be chosen, where it is a choice.
 */
export function useTyped<Value>(
  name: string,
  blank: Value,
  fit?: Fit,
): [Value, (next: Value | ((held: Value) => Value)) => void] {
  const { restored, change } = useForm()
  const [first] = useState(blank)
  const [value, setValue] = useState<Value>(() => {
    const kept = restored?.values[name]
    return kept === undefined ? blank : (fitted(kept, blank, fit) as Value)
  })
  const latest = useRef(value)
  const set = useCallback(
    (next: Value | ((held: Value) => Value)) => {
      latest.current = typeof next === 'function' ? (next as (held: Value) => Value)(latest.current) : next
      setValue(latest.current)
      change(name, latest.current, first)
    },
    [name, first, change],
  )
  return [value, set]
}

/**
 * The same for one of what is offered now: `first` until somebody chooses, and once what they chose is offered no more.
 * What is offered may change while the form is open.
 */
export function useChoice<Code extends string>(
  name: string,
  offered: readonly Code[],
  first: Code,
): [Code, (next: Code) => void] {
  const [chosen, choose] = useTyped<Code | ''>(name, '', offered)
  return [chosen !== '' && offered.includes(chosen) ? chosen : first, choose]
}
