import { Outlet } from 'react-router'
import type { RouteObject } from 'react-router'
import { Filling } from '../components/Page'
import { WelcomePage } from '../features/welcome/WelcomePage'
import { RETURN_PATH } from '../lib/provider'
import { Foot } from './Foot'
import { GuestPage } from './GuestPage'
import { daily } from './daily'
import { Layout } from './Layout'
import { NotFetched } from './NotFetched'
import { NotFoundPage } from './NotFoundPage'
import { OpenPage } from './OpenPage'
import { SignedIn } from './SignedIn'

/** Where the identity provider sends people back to. */
const signedIn = async () => ({ Component: (await import('./SignedInPage')).SignedInPage })

/** Charts are heavy, so Today is fetched when it is opened. */
const today = async () => {
  const [{ TodayPage }, { pageOf }] = await Promise.all([
    import('../features/dashboard/TodayPage'),
    import('../features/figures/address'),
  ])
  return { element: <TodayPage figuresAt={pageOf} /> }
}
const boardOnWall = async () => ({ Component: (await import('../features/reports/BoardWallPage')).BoardWallPage })
const wall = async () => ({ Component: (await import('../features/dashboard/WallPage')).WallPage })

/** Asked for by few, so fetched when they are opened. */
const costs = async () => ({ Component: (await import('../features/costs/CostsPage')).CostsPage })
const figures = async () => ({ Component: (await import('../features/figures/FiguresPage')).FiguresPage })
/** A report's figures lead to the page on which each is asked. */
const reports = async () => {
  const [{ ReportsPage }, { pageOf }] = await Promise.all([
    import('../features/reports/ReportsPage'),
    import('../features/figures/address'),
  ])
  return { element: <ReportsPage figuresAt={pageOf} /> }
}
/** Questions that are ready; the page of one's own question is a press away. */
const boards = async () => {
  const [{ BoardsPage }, { pageOf }] = await Promise.all([
    import('../features/reports/BoardsPage'),
    import('../features/figures/address'),
  ])
  return { element: <BoardsPage figuresAt={pageOf} /> }
}
/** A rule's figure is asked on the page of figures, and any question of that page may become a rule. */
const alerts = async () => {
  const [{ AlertsPage }, { pageOf, oneValueIn }] = await Promise.all([
    import('../features/alerts/AlertsPage'),
    import('../features/figures/address'),
  ])
  return { element: <AlertsPage figuresAt={pageOf} questionIn={oneValueIn} /> }
}
const calendar = async () => ({ Component: (await import('../features/calendar/CalendarPage')).CalendarPage })
const calendarChange = async () => ({ Component: (await import('../features/calendar/ChangePage')).ChangePage })
const calendarUndo = async () => ({ Component: (await import('../features/calendar/UndoPage')).UndoPage })
const deadlines = async () => ({
  Component: (await import('../features/deadlines/DeadlinesPage')).DeadlinesPage,
})
const registers = async () => ({
  Component: (await import('../features/contacts/registers/RegistersPage')).RegistersPage,
})
const contactPlans = async () => ({
  Component: (await import('../features/contacts/plans/PlansPage')).PlansPage,
})
const unfinished = async () => ({
  Component: (await import('../features/contacts/unfinished/UnfinishedPage')).UnfinishedPage,
})
const clients = async () => ({ Component: (await import('../features/clients/ClientsPage')).ClientsPage })
const apiDocs = async () => ({ Component: (await import('../features/api-docs/ApiDocsPage')).ApiDocsPage })
const learning = async () => ({ Component: (await import('../features/learning/LearningPage')).LearningPage })
const mail = async () => ({ Component: (await import('../features/contacts/mail/MailPage')).MailPage })
const retention = async () => ({ Component: (await import('../features/retention/RetentionPage')).RetentionPage })
const outbox = async () => ({ Component: (await import('../features/outbox/OutboxPage')).OutboxPage })
const providers = async () => ({ Component: (await import('../features/providers/ProvidersPage')).ProvidersPage })
const provider = async () => ({ Component: (await import('../features/providers/ProviderPage')).ProviderPage })
const imports = async () => ({ Component: (await import('../features/imports/ImportsPage')).ImportsPage })

const help = async () => ({ Component: (await import('../features/help/HelpPage')).HelpPage })
const accessibility = async () => ({
  Component: (await import('../features/help/AccessibilityPage')).AccessibilityPage,
})
const contribute = async () => ({
  Component: (await import('../features/contribute/ContributePage')).ContributePage,
})
const survey = async () => ({ Component: (await import('../features/survey/SurveyPage')).SurveyPage })
const answers = async () => ({ Component: (await import('../features/survey/AnswersPage')).AnswersPage })
const whatIf = async () => ({ Component: (await import('../features/what-if/WhatIfPage')).WhatIfPage })
const tellUs = async () => ({ Component: (await import('../features/public/TellUsPage')).TellUsPage })
const ownPage = async () => ({ Component: (await import('../features/public/OwnPage')).OwnPage })
const reads = async () => ({ Component: (await import('../features/reads/ReadsPage')).ReadsPage })

const officers = async () => ({ Component: (await import('../features/cases/OfficersPage')).OfficersPage })
const letter = async () => ({ Component: (await import('../features/cases/LetterPage')).LetterPage })
const wording = async () => ({ Component: (await import('../features/cases/wording/WordingPage')).WordingPage })
const day = async () => ({ Component: (await import('../features/cases/DayPage')).DayPage })

const fetching = <Filling label="Fetching the page" />

export const routes: RouteObject[] = [
  { path: '/', element: <WelcomePage foot={<Foot />} /> },
  { path: RETURN_PATH, lazy: signedIn },
  {
    element: <GuestPage />,
    hydrateFallbackElement: fetching,
    children: [
      { path: 'contribute', lazy: contribute },
      { path: 'survey', lazy: survey },
      { path: 'tell-us/:authority', lazy: tellUs },
      { path: 'c/:authority', lazy: ownPage },
    ],
  },
  {
    element: <OpenPage />,
    hydrateFallbackElement: fetching,
    children: [{ path: 'accessibility', lazy: accessibility }],
  },
  {
    element: (
      <SignedIn>
        <Outlet />
      </SignedIn>
    ),
    hydrateFallbackElement: fetching,
    children: [
      {
        errorElement: <NotFetched />,
        children: [
          { path: 'today/wall', lazy: wall },
          { path: 'figures/ready/wall', lazy: boardOnWall },
        ],
      },
    ],
  },
  {
    element: (
      <SignedIn>
        <Layout />
      </SignedIn>
    ),
    hydrateFallbackElement: fetching,
    children: [
      {
        errorElement: <NotFetched />,
        children: [
          { path: 'contacts', lazy: daily.ContactsPage },
          { path: 'contacts/new', lazy: daily.RecordPage },
          { path: 'contacts/:ref', lazy: daily.ContactPage },
          { path: 'cases', lazy: daily.QueuePage },
          { path: 'cases/:ref', lazy: daily.CasePage },
          { path: 'cases/:ref/letters/:number', lazy: letter },
          { path: 'mail', lazy: mail },
          { path: 'outbox', lazy: outbox },
          { path: 'retention', lazy: retention },
          { path: 'today', lazy: today },
          { path: 'day', lazy: day },
          { path: 'letter-words', lazy: wording },
          { path: 'figures', lazy: figures },
          { path: 'figures/ready', lazy: boards },
          { path: 'figures/said', lazy: answers },
          { path: 'figures/what-if', lazy: whatIf },
          { path: 'reports', lazy: reports },
          { path: 'alerts', lazy: alerts },
          { path: 'costs', lazy: costs },
          { path: 'calendar', lazy: calendar },
          { path: 'calendar/add', lazy: calendarChange },
          { path: 'calendar/move', lazy: calendarChange },
          { path: 'calendar/withdraw', lazy: calendarChange },
          { path: 'calendar/changes/:number/undo', lazy: calendarUndo },
          { path: 'deadlines', lazy: deadlines },
          { path: 'registers', lazy: registers },
          { path: 'contact-plans', lazy: contactPlans },
          { path: 'providers', lazy: providers },
          { path: 'providers/:number', lazy: provider },
          { path: 'unfinished', lazy: unfinished },
          { path: 'learning', lazy: learning },
          { path: 'imports', lazy: imports },
          { path: 'clients', lazy: clients },
          { path: 'reads', lazy: reads },
          { path: 'api-docs/:service', lazy: apiDocs },
          { path: 'help', lazy: help },
          { path: 'help/:page', lazy: help },
          { path: 'officers', lazy: officers },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]
