global using Cake.Common;
global using Cake.Common.Diagnostics;
global using Cake.Core;
global using Cake.Core.Diagnostics;
global using Microsoft.Extensions.DependencyInjection;
