import type { World } from '../world.ts'

export interface Commit {
  kind: 'join' | 'userJoin' | 'avGroup' | 'ordinaryGroup' | 'user'
  /** Of the app when the write committed. */
  revision: number
  /** What the limit is about, when the write committed. */
  count: number
}

/**
 * Lets the database itself note, at the very end of each transaction, under which revision of the app it commits and how many there are then.
 * The rows are locked by then, so nothing moves between the note and the commit.
 */
export async function logCommits(world: World) {
  await world.sql.unsafe(`
    create table commit_log (kind text not null, revision bigint not null, count bigint not null);

    create function log_join() returns trigger language plpgsql as $$ begin
      insert into commit_log
      select 'join', revision, member_count from apps, groups where apps.id = new.app_id and groups.app_id = apps.id and groups.id = new.group_id
      union all
      select 'userJoin', revision, im_users.group_count from apps, im_users where apps.id = new.app_id and im_users.app_id = apps.id and user_id = new.user_id;
      return null;
    end $$;
    create constraint trigger log_join after insert on group_members deferrable initially deferred for each row execute function log_join();

    create function log_group() returns trigger language plpgsql as $$ begin
      insert into commit_log
      select
        case when new.type = 'AVChatRoom' then 'avGroup' else 'ordinaryGroup' end, revision,
        case when new.type = 'AVChatRoom' then av_group_count else group_count - av_group_count end
      from apps where id = new.app_id;
      return null;
    end $$;
    create constraint trigger log_group after insert on groups deferrable initially deferred for each row execute function log_group();

    create function log_user() returns trigger language plpgsql as $$ begin
      insert into commit_log select 'user', revision, user_count from apps where id = new.app_id;
      return null;
    end $$;
    create constraint trigger log_user after insert on im_users deferrable initially deferred for each row execute function log_user();`)

  return {
    forget: () => world.sql`truncate commit_log`,
    read: (kind: Commit['kind']) => world.sql<Commit[]>`select kind, revision, count from commit_log where kind = ${kind}`,
  }
}
