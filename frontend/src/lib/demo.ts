import type { ExplainedDayRead, Role } from '../api'

/** What the demo offers; it stands outside the three services and has no generated client. */
export interface Demo {
  council: { code: string; name: string }
  personas: {
    id: Role
    role: Role
    initials: string
    title: string
    text: string
    opens: string
    path: string
  }[]
  proof: {
    received_on: string
    due_on: string
    counted: number
    skipped: number
    days: ExplainedDayRead[]
  }
}
