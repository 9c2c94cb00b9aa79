using Cake.Frosting;
using Cake.Frosting.Testing.Sample;

// A real host for the tests that need a process of their own; the test runner never comes here.
return new CakeHost().UseContext<SampleContext>().UseTeardown<SampleTeardown>().Run(args);
