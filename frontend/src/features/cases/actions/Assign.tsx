import { adoptCase, allocateCase } from '../../../api'
import { Select } from '../../../components/Fields'
import { divisionOptions, proceduresOn, serviceAreaOptions, teamOptions, useCouncil } from '../../../lib/council'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { useOfficers } from '../../../lib/officers'
import { ActionForm, Folded } from './ActionForm'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

export function Allocate({ held, done }: ActionProps) {
  const action = useAction(held, { '/owner': 'owner', '/team': 'team', '/division': 'division', '/service_area': 'service-area' }, done)
  const council = useCouncil().data
  const officers = useOfficers().data?.items.filter((officer) => officer.may_own && !held.not_for.includes(officer.subject)) ?? []
  const [owner, setOwner] = useTyped('owner', held.owner?.subject ?? '')
  const [team, setTeam] = useTyped('team', held.team ?? '')
  const [division, setDivision] = useTyped('division', held.division ?? '')
  const [area, setArea] = useTyped('area', held.service_area ?? '')
  const divisions = divisionOptions(council, division)
  const areas = serviceAreaOptions(council, area)
  // Where the council's file counts a team is left to it, unless somebody chose otherwise.
  const counted = {
    ...(division !== (held.division ?? '') && { division: division || null }),
    ...(area !== (held.service_area ?? '') && { service_area: area || null }),
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Allocate"
      save="Save the owner"
      action={action}
      onSubmit={() =>
        action.submit((headers) =>
          allocateCase({
            path: { ref: held.ref },
            body: { owner: owner || null, team: team || null, ...counted },
            headers,
            throwOnError: true,
          }),
        )
      }
      onCancel={done}
    >
      <Select
        id="owner"
        label="Owner"
        error={errorFor(action.errors, 'owner')}
        value={owner}
        onChange={setOwner}
        options={[
          { value: '', label: 'No owner' },
          ...officers.map((officer) => ({
            value: officer.subject,
            label: `${officer.name} (${officer.open_cases} open, ${officer.late} late, ${officer.due_soon} due soon)`,
          })),
        ]}
      />
      <Select
        id="team"
        label="Service"
        error={errorFor(action.errors, 'team')}
        value={team}
        onChange={setTeam}
        options={teamOptions(council, 'No service', team)}
      />
      {divisions.length > 1 && areas.length > 1 && (
        <Folded summary="Where the figures count it" open={false}>
          <Select
            id="division"
            label="Division"
            error={errorFor(action.errors, 'division')}
            value={division}
            onChange={setDivision}
            options={divisions}
          />
          <Select
            id="service-area"
            label="Service area"
            error={errorFor(action.errors, 'service-area')}
            value={area}
            onChange={setArea}
            options={areas}
          />
        </Folded>
      )}
    </ActionForm>
  )
}

/** An imported case is history until somebody takes it on; its clocks then start from its receipt. */
export function Adopt({ held, done }: ActionProps) {
  const action = useAction(held, { '/procedure': 'procedure', '/team': 'adopt-team' }, done)
  const council = useCouncil().data
  const fitting = proceduresOn(council, held.received_on).filter((one) => one.classification === held.classification)
  const [procedure, setProcedure] = useTyped('procedure', held.procedure ?? '')
  const [team, setTeam] = useTyped('team', held.team ?? '')
  return (
    <ActionForm
      refId={held.ref}
      title="Take it into today’s work"
      save="Take this case"
      action={action}
      onSubmit={() =>
        action.submit((headers) =>
          adoptCase({
            path: { ref: held.ref },
            body: { procedure: procedure || null, team: team || null },
            headers,
            throwOnError: true,
          }),
        )
      }
      onCancel={done}
    >
      <p>You will own it, and its clocks start from the day it was received.</p>
      <Select
        id="procedure"
        label="Under the procedure"
        error={errorFor(action.errors, 'procedure')}
        value={procedure}
        onChange={setProcedure}
        options={[
          { value: '', label: 'As recorded' },
          ...fitting.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <Select
        id="adopt-team"
        label="Service"
        error={errorFor(action.errors, 'adopt-team')}
        value={team}
        onChange={setTeam}
        options={teamOptions(council, 'No service', team)}
      />
    </ActionForm>
  )
}
