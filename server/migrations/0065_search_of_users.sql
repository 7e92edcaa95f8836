-- The console finds accounts by the beginning of a nickname, capital or small. That of a UserID is found by the primary key.
create index im_users_by_nick on im_users (app_id, lower(nick collate "C"), user_id) where nick <> '';
