-- A number is six digits or as many as it needs: lpad alone cut the millionth to the hundred thousandth.
create function loop.next_number() returns text language sql volatile as $$
  select lpad(n, greatest(6, length(n)), '0') from (select nextval('loop.numbers')::text as n) next
$$;
