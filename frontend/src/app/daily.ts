/** Pages that are open all day. Nobody who opens a link or the public's form fetches them. */
export const daily = {
  ContactsPage: async () => ({ Component: (await import('../features/contacts/ContactsPage')).ContactsPage }),
  RecordPage: async () => ({ Component: (await import('../features/contacts/RecordPage')).RecordPage }),
  ContactPage: async () => ({ Component: (await import('../features/contacts/ContactPage')).ContactPage }),
  QueuePage: async () => ({ Component: (await import('../features/cases/QueuePage')).QueuePage }),
  CasePage: async () => ({ Component: (await import('../features/cases/CasePage')).CasePage }),
}

/** Fetches them while nothing else is to do, so that none of them is waited for when it is opened. */
export function fetchDaily(): void {
  const fetchAll = () => Object.values(daily).forEach((page) => void page().catch(() => undefined))
  if ('requestIdleCallback' in window) window.requestIdleCallback(fetchAll)
  else setTimeout(fetchAll, 1_000)
}
