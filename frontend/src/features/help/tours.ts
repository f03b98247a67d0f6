import type { Role } from '../../api'

export interface Step {
  /** The page that it is on. */
  path: string
  /** What is shown there, by its selector. */
  target: string
  title: string
  text: string
}

const FOOT = {
  target: '.rd-foot',
  title: 'When you are stuck',
  text:
    'Each heading has a link to its own page of help. At the foot of every page are all of them, the keys that save your ' +
    'hands, and light or dark colours.',
}

const QUEUE: Step = {
  path: '/cases',
  target: '.rd-queuecard',
  title: 'What comes first',
  text: 'Late, due soon, on track: by the next date that we owe. Choose a case to see what to do now, and why by that day.',
}

const TODAY: Step = {
  path: '/today',
  target: '.rd-headline',
  title: 'How we are doing',
  text: 'What is late, what is due, and how many were answered on time. It changes by itself. Every number leads to its cases.',
}

const FIGURES: Step = {
  path: '/figures/ready',
  target: '.rd-boardlinks',
  title: 'Any question about the year',
  text: 'What is asked most stands ready, of a year or a team, and each table leads to its cases. Ask a question of your own with one press.',
}

const CALENDAR: Step = {
  path: '/calendar',
  target: '.rd-modes',
  title: 'The days that count',
  text: 'Bank holidays and days when your offices are closed. Before a change is made you see which cases it moves. Beside it any date can be worked out.',
}

const LEARNING: Step = {
  path: '/learning',
  target: '.rd-viewrow',
  title: 'What we learn',
  text: 'What is to change because of complaints, who does it, by when, and whether it helped.',
}

/** Four steps for whoever works in the web app; the last on the page of the one before. */
export const TOURS: Partial<Record<Role, readonly Step[]>> = {
  contact_centre: [
    {
      path: '/contacts/new',
      target: '.rd-record__form',
      title: 'Write while they speak',
      text: 'The form is in the order in which people tell things. Leave out what you do not know: you are asked what matters.',
    },
    {
      path: '/contacts/new',
      target: '#assessment',
      title: 'It tells you what it is',
      text: 'Here stands whether it is a complaint, by when we answer, what to ask still, and what to say to the caller.',
    },
    {
      path: '/contacts',
      target: '.rd-filters',
      title: 'Have they rung before?',
      text: 'Find a contact by reference, name or phone number, and tell the caller where it stands.',
    },
    { path: '/contacts', ...FOOT },
  ],
  complaints_officer: [
    QUEUE,
    {
      path: '/contacts/new',
      target: '#assessment',
      title: 'What something is',
      text: 'While you record a contact, this says whether it is a complaint, by which rule, and the dates that follow.',
    },
    LEARNING,
    { path: '/learning', ...FOOT },
  ],
  investigator: [
    QUEUE,
    LEARNING,
    {
      path: '/deadlines',
      target: '.rd-modes',
      title: 'By when?',
      text: 'Work out any date without recording anything, and see each day that was counted or skipped.',
    },
    { path: '/deadlines', ...FOOT },
  ],
  manager: [TODAY, QUEUE, FIGURES, { path: '/figures/ready', ...FOOT }],
  auditor: [
    TODAY,
    {
      path: '/reads',
      target: '.rd-filters',
      title: 'Who looked at what',
      text: 'Every look at somebody’s data is kept: by whom, when, and why a masked name was shown.',
    },
    FIGURES,
    { path: '/figures/ready', ...FOOT },
  ],
  admin: [
    {
      path: '/officers',
      target: '.rd-officers',
      title: 'Who works here',
      text: 'Teams, who is away, and who leaves: their open cases are handed over in one act.',
    },
    CALENDAR,
    {
      path: '/imports',
      target: '.rd-upload',
      title: 'What was kept elsewhere',
      text: 'Bring in a spreadsheet of earlier years. It is tried first, without storing anything.',
    },
    { path: '/imports', ...FOOT },
  ],
}
