"""What every table that Python writes must look like, and the split into accepted and rejected.

``schemas`` holds one pandera schema a table, ``validation`` the split. What a rule in SQL can say
over rows belongs to dbt's tests instead.
"""
