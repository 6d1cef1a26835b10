# What Wine 8.0 can't do, with the reason. A unit test is named by its class and its method, a Pester test by its file and its name.
@{
    # All of them.
    Namespaces = @()
    Files = @()
    Unit = @(
        @{
            Tests = '*.FileLinkTests.*'
            Reason = 'Wine makes no symbolic links: CreateSymbolicLink says that it has made one, and there is none.'
        }
        @{
            Tests = '*.OpenFailureTests.A_write_protected_file_is_refused_as_the_system_does'
            Reason = 'Wine leaves the read-only attribute to the permissions of the system below, which root has all of.'
        }
        @{
            Tests = '*.Golden.UnaryTests.Log2_of_numbers'
            Reason = 'The C library of Wine gives +inf for log2(-0.0).'
        }
    )
    Pester = @(
        @{
            Tests = 'FirstCall: calls nothing that is not optimized for each element of a sort'
            Reason = "In Wine, .NET's compiler falls back to code without optimization for most methods, for .NET's own stubs too."
        }
        @{
            Tests = 'Errors: New-MemMap: a read-only file with r+'
            Reason = 'Wine leaves the read-only attribute to the permissions of the system below, which root has all of.'
        }
    )
}
