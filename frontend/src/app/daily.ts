/** Pages that are open all day. Nobody who opens a link or the public's form fetches them. */
export const daily = {
  ContactsPage: async () => ({ Component: (await import('../features/contacts/ContactsPage')).ContactsPage }),
  RecordPage: async () => ({ Component: (await import('../features/contacts/RecordPage')).RecordPage }),
  ContactPage: async () => ({ Component: (await import('../features/contacts/ContactPage')).ContactPage }),
  QueuePage: async () => ({ Component: (await import('../features/cases/QueuePage')).QueuePage }),
  CasePage: async () => ({ Component: (await import('../features/cases/CasePage')).CasePage }),
}

/** Milliseconds after which they are fetched anyway. */
const LATER = 20_000

/**
 * Fetches them once somebody points at a link, or after a while: what is open comes first, and none of them is waited
 * for when it is opened.
 */
export function fetchDaily(): () => void {
  const fetchAll = () => {
    leave()
    Object.values(daily).forEach((page) => void page().catch(() => undefined))
  }
  const pointed = ({ target }: Event) => {
    if (target instanceof Element && target.closest('a[href^="/"]')) fetchAll()
  }
  const later = setTimeout(fetchAll, LATER)
  const leave = () => {
    clearTimeout(later)
    document.removeEventListener('pointerover', pointed)
    document.removeEventListener('focusin', pointed)
  }
  document.addEventListener('pointerover', pointed)
  document.addEventListener('focusin', pointed)
  return leave
}
