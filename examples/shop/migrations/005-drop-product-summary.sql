-- contract 4: releases since schema 4 read 'description' only; older ones cannot run any more

ALTER TABLE products DROP COLUMN summary;
